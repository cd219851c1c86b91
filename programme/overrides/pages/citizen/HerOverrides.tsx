// What others asked to read of her report without her word: who, why, who decided, who opened it, until when. Nothing where nothing was asked.
import { useEffect } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import { type Mine, sayDesk, sayWhen } from '#programme/reports/pages/citizen/later.ts';
import type { HerOverride } from '../../contract.ts';
import { fetchHerOverrides, herOverrides, herReasons } from './her-overrides-state.ts';

export function HerOverrides({ now }: { now: Mine }) {
  const { id, version } = now.report;
  // Asked again whenever her report is there anew.
  useEffect(() => void fetchHerOverrides(now), [now.report, id, version]);
  const known = herOverrides.value;
  if (known?.report !== id || known.items.length === 0) return null;
  return (
    <section class="part" aria-label={t('override.title')}>
      <h2>{t('override.title')}</h2>
      <p class="part-note">{t('override.note')}</p>
      <ol class="tell-thread">
        {known.items.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ol>
      <p class="part-note">{t('override.gone')}</p>
    </section>
  );
}

function Line({ one }: { one: HerOverride }) {
  const words = herReasons.value.get(one.id);
  return (
    <li class="tell-theirs" data-override={one.id}>
      <strong>{t(`override.what.${one.what}`)}</strong>
      <p role="status">{sayState(one)}</p>
      <p>
        {t('override.asked', {
          when: sayWhen(one.askedAt),
          desk: sayDesk(one.desk),
          by: one.by,
          why: t(`override.reason.${one.reason}`),
        })}
      </p>
      {words !== undefined && words !== null && (
        <p>
          <q>{words}</q>
        </p>
      )}
      {one.reviewedAt !== null && (
        <p>
          {t(one.refusal === null ? 'override.approved' : 'override.refused', {
            when: sayWhen(one.reviewedAt),
            desk: sayDesk(one.reviewDesk),
            by: one.reviewedBy ?? '',
          })}
        </p>
      )}
      {one.carriedAt !== null && one.carriedDesk !== null && (
        <p>
          {t(one.way === 'custodians' ? 'override.custodians' : 'override.carried', {
            when: sayWhen(one.carriedAt),
            desk: sayDesk(one.carriedDesk),
            by: one.carriedBy ?? '',
          })}
        </p>
      )}
      {one.openings.map(({ by, at }) => (
        <p key={at}>{t('override.opened', { when: sayWhen(at), by })}</p>
      ))}
    </li>
  );
}

function sayState({ state, dueAt, reviewDesk }: HerOverride): string {
  if (state === 'carried-out')
    return t('override.open', { until: dueAt === null ? '' : sayWhen(dueAt) });
  return t(`override.is.${state}`, { desk: sayDesk(reviewDesk) });
}
