// The seconds in which she can take it back: a ring by the city's clock, and what is true when the network is gone.
import { useEffect, useRef, useState } from 'preact/hooks';
import { LeaveButton } from '#platform/ui/phone/ScreenHead.tsx';
import { replace } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { callForHelp, failures, phase, wish } from './call.ts';
import { ringEnds } from './hear.ts';
import { kept, view } from './kept.ts';
import { Telephone } from './Telephone.tsx';

const radius = 104;
const round = 2 * Math.PI * radius;

/** Seconds left, renewed ten times a second from a clock that nobody can change. */
function useSecondsLeft(): number | null {
  const [, renew] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => renew((count) => count + 1), 100);
    return () => clearInterval(timer);
  }, []);
  const ends = ringEnds.value;
  return ends === null ? null : Math.max(0, (ends - performance.now()) / 1000);
}

export function Countdown() {
  const left = useSecondsLeft();
  const whole = useRef(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  if (left !== null) whole.current = Math.max(whole.current, left);
  const share = left === null || whole.current === 0 ? 1 : left / whole.current;
  const trying = phase.value === 'sending';
  const back = phase.value === 'taking-back';
  const lost = failures.value > 0;
  const another = kept.value?.another !== null;
  return (
    <div class="screen alarm">
      <header class="alarm-head">
        <h1 ref={heading} tabIndex={-1}>
          {t(back ? 'count.back' : trying ? 'count.sending' : 'count.title')}
        </h1>
        <LeaveButton />
      </header>
      <main class="screen-main">
        <div class="ring">
          <svg viewBox="0 0 224 224" aria-hidden="true">
            <circle class="ring-way" cx="112" cy="112" r={radius} />
            {!trying && !back && (
              <circle
                class="ring-left"
                cx="112"
                cy="112"
                r={radius}
                transform="rotate(-90 112 112)"
                stroke-dasharray={round}
                stroke-dashoffset={round * (1 - share)}
              />
            )}
          </svg>
          <span
            class={trying || back || left === null ? 'ring-dots' : 'ring-figure'}
            aria-hidden="true"
          >
            {trying || back || left === null ? null : Math.ceil(left)}
          </span>
        </div>
        <p class="alarm-note" role="status">
          {lost
            ? t(back ? 'count.lost.back' : 'count.lost')
            : trying
              ? t('count.sending.note')
              : back
                ? t('count.back.note')
                : t(view.value?.silent === true ? 'count.note.silent' : 'count.note')}
        </p>
        {lost && <Telephone />}
        <div class="alarm-acts">
          {!another && (
            <button
              type="button"
              class="touch touch-white"
              onClick={() => (back ? again() : wish('send'))}
            >
              {t(back ? 'count.again' : 'count.now')}
            </button>
          )}
          {!back && (
            <button
              type="button"
              class="touch touch-line"
              onClick={() => {
                wish('cancel');
                if (trying) replace('home');
              }}
            >
              {t('count.mistake')}
            </button>
          )}
        </div>
      </main>
    </div>
  );
}

/** She changed her mind while the taking back is still on its way. */
function again(): void {
  const silent = kept.value?.silent ?? false;
  if (kept.value === null) callForHelp(silent);
  else wish('send');
}
