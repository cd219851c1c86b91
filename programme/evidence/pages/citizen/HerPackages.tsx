// That something of her case left the city: when, by whom, for whom, and how the package is known.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '#platform/ui/phone/ask.ts';
import { t } from '#platform/ui/phone/words.ts';
import { type Mine, sayDesk, sayWhen } from '#programme/reports/pages/citizen/later.ts';
import type { Package } from '../../contract.ts';

/** Of which report, and what left of it; in memory only. */
export const herPackages = signal<{ report: string; items: readonly Package[] } | null>(null);

async function fetchHers({ secrets, report }: Mine): Promise<void> {
  const told = await ask<{ items: readonly Package[] }>('GET /api/evidence/mine', {
    authorization: `Receipt ${secrets.token}`,
    timeout: 20_000,
  });
  if (told.ok) herPackages.value = { report: report.id, items: told.value.items };
}

export function HerPackages({ now }: { now: Mine }) {
  const { id, version } = now.report;
  // Asked again whenever her report is there anew.
  useEffect(() => void fetchHers(now), [id, version]);
  const known = herPackages.value;
  if (known?.report !== id || known.items.length === 0) return null;
  const deskOf = (of: string) => {
    const desk = now.report.desks.find((one) => one.id === of);
    return desk === undefined ? '' : sayDesk(desk);
  };
  return (
    <section class="part" aria-label={t('evidence.title')}>
      <h2>{t('evidence.title')}</h2>
      <p class="part-note">{t('evidence.note')}</p>
      <ul class="tell-lines">
        {known.items.map((one) => (
          <li key={one.id}>
            <strong>{t(`evidence.for.${one.recipient}`)}</strong>
            <p>
              {t(`evidence.why.${one.reason}`)} · {one.by} · {deskOf(one.desk)}
            </p>
            <p class="part-note">
              {one.leftAt === null
                ? t('evidence.begun', { when: sayWhen(one.begunAt) })
                : t('evidence.left', { when: sayWhen(one.leftAt) })}
            </p>
            {one.manifest !== null && (
              <p class="part-note">
                {t('evidence.manifest')} <code class="tell-hash">{one.manifest}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
