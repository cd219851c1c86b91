// The service worker of the field app: keeps the page for the time without a network, and shows that somebody is asked to come.

type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
type Pushed = Extendable & { data: { json(): unknown } | null };
type Note = { close(): void };
type Clicked = Extendable & { notification: Note };
type Page = { url: string; focus(): Promise<unknown>; postMessage(message: unknown): void };
type Scope = {
  addEventListener(type: 'install' | 'activate', hear: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', hear: (event: Fetching) => void): void;
  addEventListener(type: 'push', hear: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', hear: (event: Clicked) => void): void;
  skipWaiting(): Promise<void>;
  registration: {
    showNotification(title: string, options: NotificationOptions & object): Promise<void>;
    getNotifications(filter: { tag: string }): Promise<Note[]>;
  };
  clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  location: Location;
};
const scope = globalThis as unknown as Scope;

const shelf = 'ansim-field';
const page = '/field';
/** After so long without an answer the kept page is shown; the page itself says that there is no connection. */
const patience = 3000;

scope.addEventListener('install', (event) => {
  event.waitUntil(renew().then(() => scope.skipWaiting()));
});
scope.addEventListener('activate', (event) => {
  event.waitUntil(scope.clients.claim());
});

/** Fetches the page and, before it takes the place of the kept one, everything it names: a page is kept whole or not at all. */
async function renew(): Promise<Response> {
  const fresh = await fetch(page, { cache: 'no-cache' });
  if (!fresh.ok) return fresh;
  const cache = await caches.open(shelf);
  const text = await fresh.clone().text();
  const named = new Set(
    [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, at]) => at!),
  );
  const missing = [];
  for (const file of named) if ((await cache.match(file)) === undefined) missing.push(file);
  await cache.addAll(missing);
  await cache.put(page, fresh.clone());
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    const code = /\.(?:js|css)$/.test(pathname);
    if (code && !named.has(pathname)) await cache.delete(pathname);
  }
  return fresh;
}

scope.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== scope.location.origin) return;
  if (pathname === page) event.respondWith(freshOrKept());
  else if (pathname.startsWith('/assets/')) event.respondWith(keptOrFresh(event.request));
});

async function freshOrKept(): Promise<Response> {
  const kept = await (await caches.open(shelf)).match(page);
  const fresh = renew();
  if (kept === undefined) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(resolve, patience, kept));
  return Promise.race([fresh, late]).catch(() => kept);
}

/** Files under /assets/ carry a hash in their name: one that is kept is the right one. */
async function keptOrFresh(request: Request): Promise<Response> {
  const cache = await caches.open(shelf);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}

type Texts = Record<'offer' | 'withdrawn', { title: string; body: string }>;
const plain: Texts = {
  offer: { title: '안심 · Ansim', body: '' },
  withdrawn: { title: '안심 · Ansim', body: '' },
};

scope.addEventListener('push', (event) => {
  event.waitUntil(tellPerson(readPush(event.data)));
});

function readPush(data: Pushed['data']): { about: keyof Texts; id: string } {
  try {
    const { about, id } = (data?.json() ?? {}) as { about?: unknown; id?: unknown };
    return { about: about === 'withdrawn' ? 'withdrawn' : 'offer', id: String(id) };
  } catch {
    return { about: 'offer', id: '' };
  }
}

/** A request stays until it is touched; one that is over takes its place without a sound. */
async function tellPerson({ about, id }: { about: keyof Texts; id: string }): Promise<void> {
  const kept = await (await caches.open('ansim-field-words')).match('/field/words');
  const { title, body } = ((await kept?.json()) as Texts | undefined)?.[about] ?? plain[about];
  const wakes = about === 'offer';
  await scope.registration.showNotification(title, {
    body,
    tag: id,
    renotify: wakes,
    requireInteraction: wakes,
    silent: !wakes,
    ...(wakes ? { vibrate: [300, 120, 300, 120, 300] } : {}),
  } as NotificationOptions);
  for (const open of await pages()) open.postMessage({ about });
}

async function pages(): Promise<Page[]> {
  const all = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => new URL(url).pathname === page);
}

scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(pages().then(([open]) => (open ? open.focus() : scope.clients.openWindow(page))));
});
