// Who can read which part, changed in one step that she confirms: no touch by mistake gives anything away.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import type { HerReport } from '../../contract.ts';
import { sayDesk } from './desks.ts';
import { changeConsents, hersOf, isGiven, knownDesks } from './mine.ts';
import { sayWhen } from './say-when.ts';

const kinds = ['story', 'contact', 'files'] as const;
type Kind = (typeof kinds)[number];

export function Consents({ report }: { report: HerReport }) {
  const [wished, setWished] = useState<Readonly<Record<string, boolean>>>({});
  const [state, setState] = useState<'idle' | 'busy' | 'failed' | 'saved'>('idle');
  const partsOf = (kind: Kind) => hersOf(report, kind);
  const given = (desk: string, kind: Kind) =>
    partsOf(kind).some(({ id }) => isGiven(report, desk, id));
  const now = (desk: string, kind: Kind) => wished[`${desk} ${kind}`] ?? given(desk, kind);
  const offered = [
    ...report.desks.map(({ id, kind, district }) => ({ desk: id, kind, district })),
    ...knownDesks().filter(({ desk }) => !report.desks.some(({ id }) => id === desk)),
  ];
  async function save(): Promise<void> {
    const changed = offered.flatMap(({ desk }) =>
      kinds
        .filter((kind) => now(desk, kind) !== given(desk, kind))
        .flatMap((kind) =>
          partsOf(kind).map(({ id }) => ({ desk, part: id, on: now(desk, kind) })),
        ),
    );
    setState('busy');
    const done = await changeConsents(
      changed.filter(({ on }) => on).map(({ desk, part }) => ({ desk, part })),
      changed.filter(({ on }) => !on).map(({ desk, part }) => ({ desk, part })),
    );
    setState(done ? 'saved' : 'failed');
    if (done) setWished({});
  }
  return (
    <section class="part">
      <h2>{t('mine.consents')}</h2>
      <p class="part-note">{t('mine.consents.note')}</p>
      {offered.map((desk) => (
        <fieldset key={desk.desk} class="tell-ask">
          <legend>
            {sayDesk(desk)} <Until report={report} desk={desk.desk} />
          </legend>
          <div class="chips">
            {kinds
              .filter((kind) => partsOf(kind).length > 0)
              .map((kind) => (
                <button
                  key={kind}
                  type="button"
                  class="chip"
                  aria-pressed={now(desk.desk, kind)}
                  onClick={() => {
                    setWished({ ...wished, [`${desk.desk} ${kind}`]: !now(desk.desk, kind) });
                    setState('idle');
                  }}
                >
                  {t(`mine.consents.${kind}`)}
                </button>
              ))}
          </div>
        </fieldset>
      ))}
      {state === 'failed' && (
        <p class="odd" role="alert">
          {t('mine.failed')}
        </p>
      )}
      {state === 'saved' && <p role="status">{t('mine.consents.saved')}</p>}
      <button
        type="button"
        class="touch"
        aria-disabled={state === 'busy'}
        onClick={() => state !== 'busy' && void save()}
      >
        {t('mine.consents.save')}
      </button>
    </section>
  );
}

function Until({ report, desk }: { report: HerReport; desk: string }) {
  const ends = report.consents.find(
    (one) => one.desk === desk && one.revokedAt === null && one.endsAt !== null,
  )?.endsAt;
  return ends == null ? null : <small>{t('mine.consents.until', { when: sayWhen(ends) })}</small>;
}
