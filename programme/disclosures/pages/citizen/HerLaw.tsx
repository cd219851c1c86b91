// What the law made a team tell of her: under which statute, whom, when, every word of it, and who read it.
import { useEffect } from 'preact/hooks';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { type Mine, sayDesk, sayWhen } from '#programme/reports/pages/citizen/later.ts';
import { fetchHerLaw, herLaw } from './her-law-state.ts';

export function HerLaw({ now }: { now: Mine }) {
  // Asked again whenever her report is there anew.
  useEffect(() => void fetchHerLaw(now), [now.report]);
  const known = herLaw.value;
  if (known?.report !== now.report.id || known.items.length === 0) return null;
  return (
    <section class="part" aria-label={t('law.title')}>
      <h2>{t('law.title')}</h2>
      <p class="part-note">{t('law.note')}</p>
      <ol class="tell-thread">
        {known.items.map((one) => (
          <li key={one.id} class="tell-theirs" data-law={one.state}>
            <strong>{sayDesk(one.recipient)}</strong>
            <p>
              {one.toldAt !== null &&
                t('law.told', { desk: sayDesk(one.from), when: sayWhen(one.toldAt) })}{' '}
              {one.disclosedAt !== null
                ? t('law.disclosed', { when: sayWhen(one.disclosedAt) })
                : t(
                    one.state === 'dropped' || one.state === 'withdrawn'
                      ? `law.${one.state}`
                      : 'law.told-only',
                  )}
            </p>
            {one.corrects !== null && <p>{t('law.corrects')}</p>}
            <small class="tell-at">{t('law.basis', { statute: inLanguage(one.statute) })}</small>
            {one.disclosedAt !== null && (
              <>
                <h3>{t('law.text')}</h3>
                <p>{one.text ?? t('mine.unreadable')}</p>
                <small class="tell-at">
                  {one.openings.length === 0
                    ? t('law.read.none')
                    : one.openings
                        .map(({ by, at }) => t('law.read', { by, when: sayWhen(at) }))
                        .join(' · ')}
                </small>
              </>
            )}
          </li>
        ))}
      </ol>
      {now.report.state === 'withdrawn' &&
        known.items.some(({ disclosedAt }) => disclosedAt !== null) && (
          <p class="part-note">{t('law.kept')}</p>
        )}
    </section>
  );
}
