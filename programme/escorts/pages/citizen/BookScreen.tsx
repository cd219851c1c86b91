// Booking a walk, or changing the one she has: one question a screen, and what was answered stays when she goes back.
import { useEffect } from 'preact/hooks';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { back, go } from '#platform/ui/phone/screen.ts';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { AskPoint } from './AskPoint.tsx';
import { AskSlot } from './AskSlot.tsx';
import { AskWhereTo } from './AskWhereTo.tsx';
import { AskWho } from './AskWho.tsx';
import { bookStep, bookSteps, changing, clearDraft, put } from './draft.ts';
import { refusal } from './follow.ts';
import { fetchPoints, points, service, unreached } from './points.ts';
import { ReceiptShelf } from './ReceiptShelf.tsx';

const parts = { where: AskPoint, when: AskSlot, to: AskWhereTo, who: AskWho };

export function BookScreen() {
  useEffect(() => void fetchPoints(), []);
  useEffect(() => {
    if (refusal.value !== null) returnTo(refusal.value);
  }, [refusal.value]);
  const step = bookStep.value;
  const at = bookSteps.indexOf(step);
  const Part = parts[step];
  function goBack(): void {
    const former = bookSteps[at - 1];
    refusal.value = null;
    if (former !== undefined) bookStep.value = former;
    else if (changing.value) clearDraft();
    else back();
  }
  return (
    <div class="screen">
      <ScreenHead key={step} title={t(`walk.ask.${step}`)} onBack={goBack} />
      <main class="screen-main">
        {changing.value && (
          <button type="button" class="touch touch-plain" onClick={clearDraft}>
            {t('walk.change.leave')}
          </button>
        )}
        <p class="walk-count" aria-hidden="true">
          {bookSteps.map((one, index) => (
            <span key={one} class={index <= at ? 'walk-dot walk-dot-done' : 'walk-dot'} />
          ))}
        </p>
        {refusal.value !== null && (
          <p class="banner" role="alert">
            {sayRefusal(refusal.value)}
          </p>
        )}
        {step === 'where' && !changing.value && <Welcome />}
        {points.value === null ? (
          <p class="banner" role="status">
            {t(unreached.value ? 'walk.never' : 'walk.loading', {
              number: facts.value.numbers.hotline,
            })}
          </p>
        ) : (
          <Part />
        )}
        {points.value === null && unreached.value && (
          <button type="button" class="touch" onClick={() => void fetchPoints()}>
            {t('walk.again')}
          </button>
        )}
        {step === 'where' && !changing.value && (
          <>
            <section class="part">
              <h2>{t('way.title')}</h2>
              <p class="part-note">{t('way.lead')}</p>
              <button type="button" class="touch" onClick={() => go('way')}>
                {t('way.open')}
              </button>
            </section>
            <ReceiptShelf />
          </>
        )}
      </main>
    </div>
  );
}

/** For whom it is, in the city's own words. */
function Welcome() {
  const offer = service.value;
  if (offer === null) return null;
  return (
    <p class="part-note">
      {inLanguage(offer.eligibility)} {t('walk.free')}
    </p>
  );
}

const sayings = [
  'full',
  'too-soon',
  'too-far-ahead',
  'no-evening',
  'not-a-slot',
  'no-point',
] as const;

function sayRefusal(code: string): string {
  const found = sayings.find((one) => one === code);
  if (found !== undefined) return t(`walk.no.${found}`);
  if (code === 'too-far-to-walk')
    return t('walk.no.too-far-to-walk', {
      n: (service.value?.longestWalkMetres ?? 2500) / 1000,
    });
  if (code === 'unreachable') return t('walk.no.unreachable');
  return t('walk.no.other', { number: facts.value.numbers.hotline });
}

/** Leads back to the question that a refusal is about; what was typed stays. */
function returnTo(code: string): void {
  if (code === 'too-far-to-walk') bookStep.value = 'to';
  else if (code === 'no-point') bookStep.value = 'where';
  else if (sayings.some((one) => one === code)) {
    put({ at: null });
    bookStep.value = 'when';
  }
}
