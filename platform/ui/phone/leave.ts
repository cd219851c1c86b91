// Leaving fast: the screen is empty at once, what this site kept on the phone is erased, and another page takes its place in the history.

/** What a call for help or a walk home needs to go on (decision 0025): secrets that say nothing of her. */
const goesOn = ['ansim.sos', 'ansim.walk', 'ansim.way'];
/** Milliseconds that erasing may take before the page goes anyway. */
const patience = 400;
const within = 2000;

let target = 'about:blank';

/** Where leaving leads; the city's choice. Listens for Shift, three times in two seconds. */
export function startLeaving(leaveTo: string): void {
  target = leaveTo;
  let presses: number[] = [];
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = [];
    else if (!event.repeat) {
      const now = performance.now();
      presses = [...presses.filter((at) => now - at < within), now];
      if (presses.length >= 3) void leave();
    }
  });
}

/** Leaves now. A call for help goes on, because whoever looks at this phone must not be able to end it. */
export async function leave(): Promise<void> {
  document.body.replaceChildren();
  document.title = '';
  // Tells the browser to empty its cache of this site; it works on when the page is gone.
  void fetch('/leave', { method: 'POST', keepalive: true }).catch(() => {});
  await Promise.race([erase(), new Promise((done) => setTimeout(done, patience))]);
  // An app on the home screen has a window of its own, which may be closed: its history is this one page.
  if (isInstalled()) close();
  location.replace(target);
}

/** On the home screen it is seen anyway, and has to open without a network. */
export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    (navigator as { standalone?: boolean }).standalone === true
  );
}

async function erase(): Promise<void> {
  try {
    sessionStorage.clear();
    for (const key of Object.keys(localStorage))
      if (!goesOn.includes(key)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to erase.
  }
  if (isInstalled()) return;
  const names = 'caches' in globalThis ? await caches.keys() : [];
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all([
    ...names.map((name) => caches.delete(name)),
    ...workers.map((worker) => worker.unregister()),
  ]);
}
