// A request: where, how far, how long to answer. Two buttons.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import type { Offer } from '../../responder-contract.ts';
import { AskDecline } from './AskDecline.tsx';
import { Warnings, Where } from './place-parts.tsx';
import { accept, answerBy } from './responder-state.ts';
import { t } from './words.ts';

/** Whole seconds left, counted by this page's own clock from what the city said; the city decides. */
function useSecondsLeft(): number {
  const left = () =>
    answerBy.value === null
      ? 0
      : Math.max(0, Math.ceil((answerBy.value - performance.now()) / 1000));
  const [seconds, setSeconds] = useState(left());
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

export function OfferPart({ offer }: { offer: Offer }) {
  const [declining, setDeclining] = useState(false);
  const left = useSecondsLeft();
  return (
    <>
      <section class="unit-offer" aria-live="assertive">
        <p class="unit-asked">{t('offer')}</p>
        <Warnings offer={offer} />
        <Where offer={offer} />
      </section>
      <p class="unit-left">{left > 0 ? t('offer.left', { n: left }) : t('offer.leftOver')}</p>
      <div class="unit-act">
        <Button kind="lamp" size="large" onPress={() => accept(offer)}>
          {t('offer.accept')}
        </Button>
        <Button size="large" onPress={() => setDeclining(true)}>
          {t('offer.decline')}
        </Button>
      </div>
      {declining && <AskDecline offer={offer} onClose={() => setDeclining(false)} />}
    </>
  );
}
