// One report: what is in clear of it, the clock with its button, and what was entrusted to this desk.
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { nameOfLanguage } from '#platform/ui/language.ts';
import { numberOf } from '../../names.ts';
import { reportGuest } from './guest.ts';
import { acknowledging, chosen, chosenId, type Report } from './inbox-state.ts';
import { phase } from './key-state.ts';
import { isWaiting } from './order.ts';
import { Parts } from './Parts.tsx';
import { Clock } from './ReportClock.tsx';
import { type NameDistrict, sayDesk, saySource } from './say.ts';
import { t } from './words.ts';

type DetailProps = {
  nameDistrict: NameDistrict;
  /** Under which name she sees openings. */
  name: string;
  onTakeOn: () => void;
};

export function ReportDetail({ nameDistrict, name, onTakeOn }: DetailProps) {
  const report = chosen.value;
  const Guest = reportGuest.value;
  if (chosenId.value === null) return <p class="reports-none">{t('choose')}</p>;
  return (
    <>
      <button
        type="button"
        class="reports-back"
        onClick={() => {
          chosenId.value = null;
        }}
      >
        {t('back')}
      </button>
      {report === null ? (
        <div class="reports-none" role="status">
          <h2>{t('gone.title')}</h2>
          <p>{t('gone.note')}</p>
        </div>
      ) : (
        <article class="report-whole">
          <header class="report-head">
            <h2>{nameDistrict(report.district) || report.district}</h2>
            <Clock report={report} />
          </header>
          {isWaiting(report) && (
            <div class="report-act">
              <Button
                kind="lamp"
                size="large"
                icon="hand"
                press="Enter"
                busy={acknowledging.value}
                onPress={onTakeOn}
              >
                {t('act.acknowledge')}
              </Button>
              <p>{t('act.acknowledge.note')}</p>
            </div>
          )}
          <Facts report={report} nameDistrict={nameDistrict} />
          {phase.value !== 'broken' && <Parts report={report} name={name} />}
          {Guest !== null && !isWaiting(report) && (
            <Guest report={report} nameDistrict={nameDistrict} />
          )}
        </article>
      )}
    </>
  );
}

function Facts({ report, nameDistrict }: { report: Report; nameDistrict: NameDistrict }) {
  const facts = [
    [
      t('fact.urgency'),
      report.urgency === null ? t('urgency.unsaid') : t(`urgency.${report.urgency}`),
    ],
    [
      t('fact.wants'),
      report.services.map((one) => t(`service.${one}`)).join(', ') || t('fact.wants.none'),
    ],
    [
      t('fact.teller'),
      `${report.teller === null ? t('teller.unsaid') : t(`teller.${report.teller}`)}${report.minor === true ? ` · ${t('minor')}` : ''}`,
    ],
    [t('fact.language'), nameOfLanguage(report.language)],
    [t('fact.sent'), `${dayAndTime(report.sentAt)} · ${saySource(report)}`],
    [t('fact.number'), numberOf(report.id)],
    [t('fact.desks'), report.deliveries.map((desk) => sayDesk(desk, nameDistrict)).join(', ')],
  ];
  return (
    <>
      {report.suspectedFlood && <p class="report-flood">{t('flood.note')}</p>}
      <dl class="report-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
