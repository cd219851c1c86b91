// Registers this app's own service worker, whose scope is this page and nothing else of the site.

/** Quietly: without it everything works but opening without a network and being woken. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/field/worker.js', { scope: '/field' }).catch(() => {});
}
