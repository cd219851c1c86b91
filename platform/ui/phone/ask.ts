// One request to the city, and the city's clock with every answer: nothing on a phone may depend on its own.

/** `status` 0: nobody answered in time. */
export type Told<T> = { ok: true; value: T } | { ok: false; status: number; code: string };

export type Question = {
  body?: unknown;
  authorization?: string;
  /** Milliseconds; 8 s unless told. */
  timeout?: number;
  signal?: AbortSignal;
};

let anchor: { server: number; here: number } | null = null;

/** Milliseconds since the epoch by the city's clock; by the phone's own before the first answer. */
export function cityTime(): number {
  return anchor === null ? Date.now() : anchor.server + performance.now() - anchor.here;
}

/** Asks `METHOD /path`. Never throws. A question goes on when the page closes, as far as the browser allows. */
export async function ask<T>(route: string, question: Question = {}): Promise<Told<T>> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const { body, authorization, timeout = 8000, signal } = question;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  signal?.addEventListener('abort', () => stop.abort());
  if (signal?.aborted) stop.abort();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (authorization !== undefined) headers.authorization = authorization;
  const init: RequestInit = { method, headers, cache: 'no-store', signal: stop.signal };
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(body);
    // A browser refuses to carry more than 64 kB past the page's end.
    init.keepalive = init.body.length < 6e4;
  }
  try {
    const answer = await fetch(path, init);
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(date)) anchor = { server: date, here: performance.now() };
    const value: unknown = await answer.json().catch(() => null);
    if (answer.ok && value !== null) return { ok: true, value: value as T };
    const { code = `status-${answer.status}` } = (value ?? {}) as { code?: string };
    return { ok: false, status: answer.ok ? 0 : answer.status, code };
  } catch {
    return { ok: false, status: 0, code: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

/** Waits, but not past the moment the network is back, the page is looked at again, or `signal` says so. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(finish, milliseconds);
    function finish(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      removeEventListener('online', finish);
      document.removeEventListener('visibilitychange', woken);
      done();
    }
    function woken(): void {
      if (document.visibilityState === 'visible') finish();
    }
    signal?.addEventListener('abort', finish);
    addEventListener('online', finish);
    document.addEventListener('visibilitychange', woken);
  });
}
