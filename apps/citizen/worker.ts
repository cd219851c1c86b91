// The service worker: keeps this app's own files for the time without a network, and touches nothing else of the site.

/** The server writes this line before the worker; a change in it is a new release. */
declare const release: { version: string; files: readonly string[] };

type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Installing = Extendable & {
  /** Chromium from 123 on. */
  addRoutes?(rules: readonly object[]): Promise<void>;
};
type Fetching = Extendable & {
  request: Request;
  respondWith(answer: Promise<Response>): void;
};
type Message = Extendable & { data: unknown };
type Scope = {
  addEventListener(type: 'install', hear: (event: Installing) => void): void;
  addEventListener(type: 'activate', hear: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', hear: (event: Fetching) => void): void;
  addEventListener(type: 'message', hear: (event: Message) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
};
const scope = globalThis as unknown as Scope;

const prefix = 'ansim-app-';
const shelf = prefix + release.version;
const own = new Set(release.files);

scope.addEventListener('install', (event) => {
  event.waitUntil(fill());
  if (event.addRoutes) event.waitUntil(passBy(event.addRoutes.bind(event)));
});

/**
 * What is asked of the city goes past this worker, which has nothing to do with it. Chromium hands a worker the body of each request
 * as well and keeps it until the worker sleeps: a video of 2 GB would stand in the phone's memory. A browser that knows the call
 * but not the rule goes on without it.
 */
function passBy(addRoutes: (rules: readonly object[]) => Promise<void>): Promise<void> {
  const rules = [{ condition: { urlPattern: '/api/*' }, source: 'network' }];
  return addRoutes(rules).catch(() => {});
}

async function fill(): Promise<void> {
  const cache = await caches.open(shelf);
  // Whatever the browser still has of an older page is not what this release needs.
  await cache.addAll(release.files.map((file) => new Request(file, { cache: 'no-cache' })));
}

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(prefix) && name !== shelf);
      await Promise.all(old.map((name) => caches.delete(name)));
      await scope.clients.claim();
    })(),
  );
});

scope.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(scope.skipWaiting());
});

scope.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== scope.location.origin || !own.has(pathname))
    return;
  event.respondWith(answer(event.request, pathname));
});

/** From the shelf, as one release; from the city where the shelf has lost something. */
async function answer(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(shelf);
  return (await cache.match(pathname)) ?? fetch(request);
}
