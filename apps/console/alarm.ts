// Sound and title while a call waits: repeated, and fuller the longer nobody answers.
import { effect } from '@preact/signals';
import { now } from '#platform/ui/clock.ts';
import { ring, sound, unlockSound } from '#platform/ui/sound.ts';
import { isForeign, openCalls, waiting } from '#programme/incidents/pages/console/index.ts';
import { t } from './words.ts';

/** Seconds between two rings, by escalation. */
const pauses = [5, 3, 2] as const;

/** Starts both; answers with how to stop them. */
export function startAlarm(): () => void {
  let lastRing = 0;
  let shown = false;
  function unlock(): void {
    if (sound.value === 'locked') void unlockSound();
  }
  window.addEventListener('pointerdown', unlock, { once: true });
  window.addEventListener('keydown', unlock, { once: true });
  const stop = effect(() => {
    const at = now.value;
    const { count, level, first } = waiting.value;
    shown = count > 0 && !shown;
    document.title =
      count > 0 && (shown || document.visibilityState === 'visible')
        ? `● ${t(level > 0 ? 'title.unanswered' : 'title.waiting', { n: count })}`
        : t('title');
    if (count === 0) return;
    const pause = (pauses[Math.min(level, 2)] ?? 5) * 1000;
    if (at - lastRing >= pause - 60) {
      lastRing = at;
      ring(level, first !== null && isForeign(first.place.district));
    }
  });
  const stopEmpty = effect(() => {
    if (openCalls.value.length === 0) lastRing = 0;
  });
  return () => {
    stop();
    stopEmpty();
    window.removeEventListener('pointerdown', unlock);
    window.removeEventListener('keydown', unlock);
    document.title = t('title');
  };
}
