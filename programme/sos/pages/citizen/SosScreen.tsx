// The running call, whatever it stands at.
import { useEffect } from 'preact/hooks';
import { LeaveButton } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { Countdown } from './Countdown.tsx';
import { phase, putAway } from './call.ts';
import { gone } from './hear.ts';
import { view } from './kept.ts';
import { Live } from './Live.tsx';
import './sos.css';

export function SosScreen() {
  const at = phase.value;
  const over = at === 'none' && !gone.value;
  useEffect(() => {
    if (over) go('home');
  }, [over]);
  if (at === 'live') return <Live />;
  if (at === 'ended' || gone.value) return <Ended />;
  return at === 'none' ? null : <Countdown />;
}

/** No blame, and nothing left on the phone. */
function Ended() {
  const cancelled = view.value?.state === 'cancelled';
  return (
    <div class="screen">
      <header class="screen-head">
        <span class="screen-space" />
        <LeaveButton />
      </header>
      <main class="screen-main ended" role="status">
        <h1>{t(cancelled ? 'ended.cancelled' : 'ended.closed')}</h1>
        <p>{t(cancelled ? 'ended.cancelled.note' : 'ended.closed.note')}</p>
        <p>{t('ended.nothing')}</p>
        <button
          type="button"
          class="touch touch-brand"
          onClick={() => {
            putAway();
            go('home');
          }}
        >
          {t('ended.home')}
        </button>
      </main>
    </div>
  );
}
