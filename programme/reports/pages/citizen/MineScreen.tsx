// What she told, and what came of it: who has it, what was answered, who looked; and everything she can still do.
import { useEffect, useState } from 'preact/hooks';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { HerReport } from '../../contract.ts';
import { Adding } from './Adding.tsx';
import { answers, clearAnswers, restoreAnswers, step } from './answers.ts';
import { Consents } from './Consents.tsx';
import { fetchDesks, fetchDistricts, sayDesk } from './desks.ts';
import { EditStory } from './EditStory.tsx';
import { endedGuests, mineGuests } from './guest.ts';
import { MyFiles } from './MyFiles.tsx';
import { finishing, type Mine, renewMine, texts } from './mine.ts';
import { sayWhen } from './say-when.ts';
import { Withdraw } from './Withdraw.tsx';

export function MineScreen({ now }: { now: Mine }) {
  const { report } = now;
  useEffect(() => void fetchDistricts(), []);
  return (
    <div class="screen">
      <ScreenHead title={t('mine.title')} />
      <main class="screen-main tell">
        <p class="tell-lead" role="status">
          {report.state === 'sent' && report.sentAt !== null
            ? t('mine.sent', { when: sayWhen(report.sentAt) })
            : t(report.state === 'withdrawn' ? 'mine.withdrawn' : 'mine.draft')}
        </p>
        {report.state === 'withdrawn' ? (
          <>
            <p>{t('mine.withdrawn.note')}</p>
            {endedGuests.value.map((Guest) => (
              <Guest key={Guest} now={now} />
            ))}
            <Looks report={report} />
          </>
        ) : (
          <>
            <Deliveries report={report} />
            {report.state === 'draft' && (
              <button type="button" class="touch touch-brand" onClick={() => finish(report)}>
                {t('mine.finish')}
              </button>
            )}
            {report.state === 'sent' &&
              mineGuests.value.map((Guest) => <Guest key={Guest} now={now} />)}
            <Thread report={report} />
            {report.state === 'draft' && <EditStory report={report} />}
            <Adding report={report} />
            <MyFiles report={report} />
            {report.state === 'sent' && <Consents report={report} />}
            <Looks report={report} />
            <Withdraw />
          </>
        )}
      </main>
    </div>
  );
}

/** The questions that are left: what was answered when the draft was kept is not asked again. */
function finish(report: HerReport): void {
  finishing.value = true;
  clearAnswers('you');
  const kept = report.parts.find(({ kind }) => kind === 'answers');
  const said = kept && texts.value.get(kept.id);
  if (said && restoreAnswers(said)) {
    step.value = 'who';
    const { district } = answers.value;
    if (district !== null) void fetchDesks(district);
  }
  go('report');
}

function Deliveries({ report }: { report: HerReport }) {
  const [failed, setFailed] = useState(false);
  const reads = (desk: string) =>
    report.consents.some((one) => one.desk === desk && one.revokedAt === null);
  return (
    <>
      <ul class="tell-lines">
        {report.desks.map((desk) => (
          <li key={desk.id}>
            <strong>{sayDesk(desk)}</strong>{' '}
            {!reads(desk.id)
              ? t('mine.desk.over')
              : desk.acknowledgedAt === null
                ? t('mine.desk.waiting')
                : t('mine.desk.acknowledged', { when: sayWhen(desk.acknowledgedAt) })}
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="touch"
        onClick={() => void renewMine().then((done) => setFailed(!done))}
      >
        {t('mine.refresh')}
      </button>
      {failed && (
        <p class="odd" role="alert">
          {t('mine.failed')}
        </p>
      )}
    </>
  );
}

function Thread({ report }: { report: HerReport }) {
  const nameOf = (id: string) => {
    const desk = report.desks.find((one) => one.id === id);
    return desk === undefined ? '' : sayDesk(desk);
  };
  return (
    <section class="part">
      <h2>{t('mine.thread')}</h2>
      <ol class="tell-thread">
        {readable(report).map((part) => (
          <li key={part.id} class={part.from === null ? '' : 'tell-theirs'}>
            <strong>{part.from === null ? t(`mine.part.${part.kind}`) : nameOf(part.from)}</strong>
            <p>{texts.value.has(part.id) ? sayText(texts.value.get(part.id)) : '…'}</p>
            <small class="tell-at">{sayWhen(part.at)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What was written to and fro: files stand apart, and what she chose in a draft is for the questions that come later. */
function readable({ parts }: HerReport) {
  return parts.flatMap(({ kind, ...part }) =>
    kind === 'answers' || kind === 'file' ? [] : [{ ...part, kind }],
  );
}

function sayText(text: string | null | undefined): string {
  return text ?? t('mine.unreadable');
}

function Looks({ report }: { report: HerReport }) {
  return (
    <section class="part">
      <h2>{t('mine.looks')}</h2>
      {report.openings.length === 0 ? (
        <p class="part-note">{t('mine.looks.none')}</p>
      ) : (
        <ul class="tell-looks">
          {report.openings.map((look) => {
            const desk = report.desks.find(({ id }) => id === look.desk);
            const kind = (['narrative', 'identity', 'message', 'file'] as const).find(
              (one) => one === look.kind,
            );
            return (
              <li key={`${look.part} ${look.at}`}>
                {t('mine.looks.line', {
                  when: sayWhen(look.at),
                  desk: desk === undefined ? '' : sayDesk(desk),
                  by: look.by,
                  part: t(`mine.part.${kind ?? 'message'}`),
                })}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
