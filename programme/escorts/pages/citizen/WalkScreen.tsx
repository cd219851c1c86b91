// Walk me home, whatever it stands at: asking for it, waiting, meeting, walking, and what follows.
import { useEffect } from 'preact/hooks';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { BookScreen } from './BookScreen.tsx';
import { changing, clearDraft } from './draft.ts';
import { failures, putAway } from './follow.ts';
import { kept, view } from './kept.ts';
import { Lost } from './Lost.tsx';
import { Over } from './Over.tsx';
import { Waiting } from './Waiting.tsx';
import { Walking } from './Walking.tsx';
import './walk.css';

export function WalkScreen() {
  const mine = kept.value;
  const now = view.value;
  const booked = mine !== null && mine.booking === null;
  useEffect(() => {
    // The city has it: what was typed is nobody's any more.
    if (booked) clearDraft();
  }, [booked]);
  if (mine === null || changing.value) return <BookScreen />;
  if (mine.booking !== null || now === null) return <Sending />;
  if (now.ended !== null) return <Over now={now} />;
  if (mine.errands.some(({ path }) => path === 'refuse')) return <Refusing />;
  return now.state === 'walking' || now.state === 'dropped-off' ? (
    <Walking now={now} />
  ) : (
    <Waiting now={now} />
  );
}

function Sending() {
  const unsent = kept.value?.booking !== null;
  return (
    <div class="screen">
      <ScreenHead title={t('walk.title')} onBack={() => go('home')} />
      <main class="screen-main">
        <section class="walk-state" role="status">
          <strong>{t(unsent ? 'walk.sending' : 'walk.loading.mine')}</strong>
          <span>{t(failures.value > 1 ? 'walk.sending.lost' : 'walk.sending.note')}</span>
        </section>
        {failures.value > 1 && unsent && (
          <button type="button" class="touch" onClick={putAway}>
            {t('walk.sending.stop')}
          </button>
        )}
      </main>
    </div>
  );
}

/** She said that she does not want this: it is over for her at once, whatever the network does. */
function Refusing() {
  return (
    <div class="screen">
      <ScreenHead title={t('walk.title')} onBack={() => go('home')} />
      <main class="screen-main">
        <section class="walk-state" role="status">
          <strong>{t('walk.refused')}</strong>
          <span>{t('walk.refusing')}</span>
        </section>
        <Lost now={null} />
      </main>
    </div>
  );
}
