// Answers for a page that has no server: what an example says the server would say.
import type { Answered, Answers } from '#platform/ui/example.ts';

const files = globalThis.fetch.bind(globalThis);

/**
 * Stands between the page and the network: `/api` is answered from the example, files come as always. Every answer
 * carries the city's clock `at` (milliseconds), as the server's do.
 */
export function answerFrom(answers: Answers, at: number): void {
  globalThis.EventSource = Silent as unknown as typeof EventSource;
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/api/')) return files(request);
    const route = `${request.method} ${pathname}`;
    const answered = answers[route];
    // A page that asks more than its example answers would show something nobody has seen.
    if (answered === undefined) console.error(`The example has no answer for ${route}.`);
    return answer(answered ?? 'never', at);
  };
}

/** A feed on which nothing happens. */
class Silent extends EventTarget {
  readonly readyState = 0;
  close(): void {}
}

function answer(answered: Answered, at: number): Promise<Response> {
  if (answered === 'never') return new Promise(() => {});
  if (answered === 'cut') return Promise.reject(new TypeError('The example has no network.'));
  const headers = { date: new Date(at).toUTCString() };
  if ('reply' in answered) return Promise.resolve(Response.json(answered.reply, { headers }));
  return Promise.resolve(Response.json(answered.problem, { status: answered.status, headers }));
}
