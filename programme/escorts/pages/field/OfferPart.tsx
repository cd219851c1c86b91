// A request: when, where, how far, how long to answer. Two buttons, and nothing yet of who she is.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { distance, hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { inLanguage, language } from '#platform/ui/language.ts';
import type { PairView } from '../../pair-contract.ts';
import { metresApart } from '../../rules/travel.ts';
import { AskReason } from './AskReason.tsx';
import { HelpButton } from './HelpPart.tsx';
import { languageName } from './language-name.ts';
import { place } from './own-place.ts';
import { pending, step } from './scout-state.ts';
import { t } from './words.ts';

type Offer = NonNullable<PairView['offer']>;

export function OfferPart({ offer }: { offer: Offer }) {
  const [declining, setDeclining] = useState(false);
  // By the city's clock, not the phone's; the city decides.
  const left = Math.ceil((Date.parse(offer.answerBy) - now.value) / 1000);
  const answered = pending.value.some(({ about }) => about === offer.id);
  const { point } = offer;
  return (
    <>
      <section class="scout-offer" aria-live="assertive">
        <p class="scout-asked">{t('offer')}</p>
        <h2>{inLanguage(point.name)}</h2>
        <p class="scout-hint">{inLanguage(point.hint)}</p>
        <p class="scout-time">{t('offer.at', { time: hourMinute(offer.wantedAt) })}</p>
        <ul class="scout-facts">
          {place.value !== null && (
            <li>
              <Icon name="place" size={20} />
              {t('offer.away', { distance: distance(metresApart(place.value, point)) })}
            </li>
          )}
          <li>
            <Icon name="walk" size={20} />
            {t('offer.walk', { n: offer.walkMinutes })}
          </li>
          {offer.language !== language.value && (
            <li>
              <Icon name="language" size={20} />
              {t('offer.language', { language: languageName(offer.language) })}
            </li>
          )}
        </ul>
      </section>
      <p class="scout-left" role="timer">
        {answered ? t('offer.sending') : left > 0 ? t('offer.left', { n: left }) : t('offer.over')}
      </p>
      <div class="scout-act">
        <Button kind="lamp" size="large" busy={answered} onPress={() => step('accept', offer.id)}>
          {t('offer.accept')}
        </Button>
        <div class="scout-two">
          <Button size="large" busy={answered} onPress={() => setDeclining(true)}>
            {t('offer.decline')}
          </Button>
          <HelpButton />
        </div>
      </div>
      {declining && (
        <AskReason
          about="decline"
          onClose={() => setDeclining(false)}
          onAnswer={(reason) => step('decline', offer.id, { reason })}
        />
      )}
    </>
  );
}
