// Answers for a page that has no server: what an example says the server would say.
import type { Answered, Answers } from '#platform/ui/example.ts';

/** Stands between the page and the network: `/api` is answered from the example, files come as always. */
export function answerFrom(answers: Answers): void {
  const files = globalThis.fetch.bind(globalThis);
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/api/')) return files(request);
    const route = `${request.method} ${pathname}`;
    const answered = answers[route];
    // A page that asks more than its example answers would show something nobody has seen.
    if (answered === undefined) console.error(`The example has no answer for ${route}.`);
    return answer(answered ?? 'never');
  };
}

function answer(answered: Answered): Promise<Response> {
  if (answered === 'never') return new Promise(() => {});
  if (answered === 'cut') return Promise.reject(new TypeError('The example has no network.'));
  if ('reply' in answered) return Promise.resolve(Response.json(answered.reply));
  return Promise.resolve(Response.json(answered.problem, { status: answered.status }));
}
