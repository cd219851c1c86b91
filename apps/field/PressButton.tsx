// The button itself: a press is a press, holding it for a second and a half is a long one.
import { useRef, useState } from 'preact/hooks';
import { clerk, press, sending, testing } from './clerk.ts';
import { t } from './words.ts';

const longAfter = 1500;

export function PressButton() {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wentLong = useRef(false);
  const live = clerk.value?.incident !== null && clerk.value !== null;
  const counting = clerk.value?.incident?.state === 'counting-down';
  const busy = sending.value !== null;

  function down(): void {
    if (busy) return;
    wentLong.current = false;
    setHeld(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      wentLong.current = true;
      setHeld(false);
      navigator.vibrate?.([60, 40, 60]);
      void press('long');
    }, longAfter);
  }
  function up(): void {
    clearTimeout(timer.current);
    setHeld(false);
  }
  function click(): void {
    up();
    if (busy || wentLong.current) return;
    navigator.vibrate?.(60);
    void press('single');
  }
  return (
    <button
      type="button"
      class={`press${held ? ' press-held' : ''}${live ? ' press-again' : ''}`}
      onPointerDown={down}
      onPointerLeave={up}
      onPointerCancel={up}
      onClick={click}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span class="press-word">
        {counting ? t('help.now') : live ? t('help.again.button') : t('press')}
      </span>
      <span class="press-note">
        {counting
          ? t('help.now.note')
          : live
            ? t('help.again')
            : testing.value
              ? t('test.note')
              : t('ready.note')}
      </span>
    </button>
  );
}
