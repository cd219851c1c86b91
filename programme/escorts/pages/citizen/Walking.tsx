// On the way home: who walks with her, how far it is, and the touch that says she is there.
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { sayDistance } from '#programme/safe-houses/pages/citizen/say.ts';
import type { WalkView } from '../../contract.ts';
import { metresApart } from '../../rules/travel.ts';
import { errand } from './follow.ts';
import { Help } from './Help.tsx';
import { HelpEnded } from './HelpEnded.tsx';
import { kept } from './kept.ts';
import { Lost } from './Lost.tsx';
import { MapPart } from './MapPart.tsx';
import { NotThem } from './NotThem.tsx';
import { Pair } from './Pair.tsx';
import { Refuse } from './Refuse.tsx';
import { Share } from './Share.tsx';
import { Steps } from './Steps.tsx';
import { Warned } from './Warned.tsx';

export function Walking({ now }: { now: WalkView }) {
  const at = now.pair?.at ?? null;
  const told = kept.value?.errands.some(({ path }) => path === 'home') === true;
  return (
    <div class="screen">
      <ScreenHead title={t('walk.title')} onBack={() => go('home')} />
      <main class="screen-main">
        <Warned now={now} />
        <HelpEnded now={now} />
        <Steps now={now} />
        <Lost now={now} />
        {now.state === 'walking' && at !== null && now.destination !== null && (
          <p class="walk-left">
            {t('walk.left', { distance: sayDistance(metresApart(at, now.destination)) })}
          </p>
        )}
        <Pair now={now} />
        <MapPart now={now} />
        <Share />
        <section class="part">
          <NotThem />
          <Refuse />
        </section>
      </main>
      <footer class="screen-foot">
        <div class="walk-two">
          <button
            type="button"
            class="touch touch-brand"
            aria-disabled={told}
            onClick={() => !told && errand('home')}
          >
            {t(told ? 'walk.home.telling' : 'walk.home')}
          </button>
          <Help now={now} />
        </div>
      </footer>
    </div>
  );
}
