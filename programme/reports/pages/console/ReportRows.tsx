// The list: whose clock runs, since when, in which district and for what; and other desks that are silent. No content anywhere.
import { now } from '#platform/ui/clock.ts';
import { dayAndTime, elapsed, hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { chosenId, inbox, ordered, type Report } from './inbox-state.ts';
import { isWaiting, silentDesks } from './order.ts';
import { Clock } from './ReportClock.tsx';
import { type NameDistrict, sayDesk } from './say.ts';
import { t } from './words.ts';

type RowsProps = { nameDistrict: NameDistrict; onTakeOn: () => void };

export function ReportRows({ nameDistrict, onTakeOn }: RowsProps) {
  const rows = ordered.value;
  const alerts = silentDesks(inbox.value?.alerts ?? []);
  if (rows.length === 0 && alerts.length === 0)
    return <Empty title={t('none')} note={t('none.note')} />;
  const groups = [
    ['waiting', rows.filter(isWaiting)],
    ['taken', rows.filter((one) => !isWaiting(one))],
  ] as const;
  return (
    <>
      {groups.map(
        ([group, reports]) =>
          reports.length > 0 && (
            <section key={group} class={`report-group report-group-${group}`}>
              <h3>
                {t(`group.${group}`)} <span>{reports.length}</span>
              </h3>
              <ul>
                {reports.map((report) => (
                  <Row
                    key={report.id}
                    report={report}
                    district={nameDistrict(report.district)}
                    onTakeOn={onTakeOn}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      {alerts.length > 0 && (
        <section class="report-group report-group-silent">
          <h3>
            {t('group.silent')} <span>{alerts.length}</span>
          </h3>
          <ul>
            {alerts.map((alert) => (
              <li key={alert.desk} class="report-silent">
                <Icon name="silent" size={18} />
                <p>
                  <strong>
                    {t('silent.row', {
                      desk: sayDesk(alert, nameDistrict),
                      time: hourMinute(alert.waitsSince),
                    })}
                  </strong>
                  <small>
                    {t('silent.count', { n: alert.count })} · {t('silent.note')}
                  </small>
                </p>
                <span class="report-time">
                  {elapsed((now.value - Date.parse(alert.waitsSince)) / 1000)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type RowProps = { report: Report; district: string; onTakeOn: () => void };

function Row({ report, district, onTakeOn }: RowProps) {
  const chosen = chosenId.value === report.id;
  return (
    <li>
      <button
        type="button"
        class={`report-row${isWaiting(report) ? ' report-waiting' : ''}`}
        aria-current={chosen ? 'true' : undefined}
        data-report={report.id}
        onClick={() => {
          chosenId.value = report.id;
        }}
        onKeyDown={(event) => {
          // The row that is chosen already has nothing else to do with Enter.
          if (event.key !== 'Enter' || !chosen) return;
          event.preventDefault();
          onTakeOn();
        }}
      >
        <span class="report-what">
          <strong>{district || report.district}</strong>
          <span>
            {report.urgency === null ? t('urgency.unsaid') : t(`urgency.${report.urgency}`)}
            {report.teller !== null && ` · ${t(`teller.${report.teller}`)}`}
          </span>
        </span>
        <Clock report={report} />
        <span class="report-tags">
          {report.minor === true && <span class="report-tag">{t('minor')}</span>}
          {report.suspectedFlood && <span class="report-tag">{t('flood')}</span>}
          <time dateTime={report.sentAt}>{dayAndTime(report.sentAt)}</time>
        </span>
      </button>
    </li>
  );
}
