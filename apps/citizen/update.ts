// A new release waits until nothing would be lost by it: no call runs, nothing is typed, nobody is in the middle of a screen.
import { effect } from '@preact/signals';
import { screen } from '#platform/ui/phone/screen.ts';
import { phase } from '#programme/sos/pages/citizen/index.ts';

const askEveryMilliseconds = 3_600_000;

/** Keeps the app on the phone for the time without a network, and renews it. Does nothing where a browser has no workers. */
export function startUpdates(): void {
  if (!('serviceWorker' in navigator)) return;
  // After everything she waits for: the worker fetches the whole app once more.
  const start = () => setTimeout(() => void register(), 300);
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers
    .register('/sw.js', { scope: '/', updateViaCache: 'none' })
    .catch(() => null);
  if (registration === null) return;
  // The very first worker takes over a page that is already the newest.
  let managed = workers.controller !== null;
  let reloads = false;
  function changeOver(): void {
    if (!isQuiet()) return;
    if (reloads) location.reload();
    else if (managed) registration?.waiting?.postMessage('take over');
  }
  workers.addEventListener('controllerchange', () => {
    reloads = managed;
    managed = true;
    changeOver();
  });
  setInterval(() => void registration.update().catch(() => {}), askEveryMilliseconds);
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', changeOver);
  });
  effect(() => {
    void phase.value;
    void screen.value;
    // When the screen has been drawn: what was typed on the one before is gone from the page then.
    setTimeout(changeOver, 100);
  });
  document.addEventListener('visibilitychange', changeOver);
}

/** Nothing here that a reload would lose. */
export function isQuiet(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
  return (
    (phase.value === 'none' || phase.value === 'ended') &&
    screen.value === 'home' &&
    fields.every((field) => field.value === '')
  );
}
