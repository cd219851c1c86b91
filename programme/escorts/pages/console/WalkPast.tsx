// Why this pair, whom else was asked, and everything that happened to a walk.
import { hourMinute } from '#platform/ui/format.ts';
import type { BoardDetail } from '../../board-contract.ts';
import { sayOr, t } from './words.ts';

export function WhyPair({ why }: { why: BoardDetail['why'] }) {
  if (why === null) return null;
  const kept = Object.entries(why.kept).filter(([, n]) => n);
  return (
    <section class="walk-part">
      <h3>{t('why.title')}</h3>
      <p>
        <strong>{why.reasons.map((reason) => t(`why.${reason}`)).join(' · ')}</strong>
      </p>
      <ul class="walk-why">
        <li>
          {t('why.travel', {
            travel: Math.round(why.travelSeconds / 60),
            wait: Math.round(why.waitSeconds / 60),
          })}
        </li>
        <li>{t('why.possible', { n: why.possible })}</li>
        {why.soonerElsewhere >= 60 && (
          <li>{t('why.sooner', { n: Math.round(why.soonerElsewhere / 60) })}</li>
        )}
        {kept.map(([obstacle, n]) => (
          <li key={obstacle}>
            {t('why.held', { n: n ?? 0, why: sayOr(`obstacle.${obstacle}`, obstacle) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function WalkPast({ walk }: { walk: BoardDetail }) {
  const answered = walk.offers.filter(({ answer }) => answer !== 'accepted');
  return (
    <>
      {answered.length > 0 && (
        <section class="walk-part">
          <h3>{t('offers.title')}</h3>
          <ul class="walk-lines">
            {answered.map((offer) => (
              <li key={offer.id}>
                <time>{hourMinute(offer.madeAt)}</time>
                <span>
                  {offer.callSign} · {t(`answer.${offer.answer}`)}
                  {offer.reason !== null && ` · ${sayOr(`reason.${offer.reason}`, offer.reason)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {walk.steps.length > 0 && (
        <section class="walk-part">
          <h3>{t('steps.title')}</h3>
          <ul class="walk-lines">
            {walk.steps.map((step, index) => (
              <li key={`${step.at}${index}`}>
                <time>{hourMinute(step.at)}</time>
                <span>
                  {sayOr(`step.${step.kind}`, step.kind)} · {sayOr(`by.${step.by}`, t('by.desk'))}
                  {step.reason !== null && ` · ${sayOr(`reason.${step.reason}`, step.reason)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
