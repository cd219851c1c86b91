// Calls the server in the words of a contract: paths, bodies and replies are checked by types and nothing of the schemas is shipped.
import type { z } from 'zod';
import type { Contract } from '#platform/http/contract.ts';

/** What the server said when it refused, in its own code; the words for it are found by code. */
export type Problem = {
  status: number;
  code: string;
  /** Names a failure of ours, so that it can be found in the log. */
  id?: string;
  winner?: string;
  state?: string;
  /** How many tries are left. */
  left?: number;
  detail?: string;
};

type InputOf<R> = (R extends { params: infer P extends z.ZodType }
  ? { params: z.input<P> }
  : { params?: never }) &
  (R extends { query: infer Q extends z.ZodType }
    ? { query?: Partial<z.input<Q>> }
    : { query?: never }) &
  (R extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : { body?: never });
type ReplyOf<R> = R extends { reply: infer P extends z.ZodType } ? z.output<P> : never;

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };
export type Call<C extends Contract> = <K extends keyof C & string>(
  route: K,
  input: InputOf<C[K]>,
  signal?: AbortSignal,
) => Promise<Answer<ReplyOf<C[K]>>>;

/**
 * A caller for one or several contracts: `call('POST /api/incidents/:id/notes', { params, body })`.
 * Never throws: an unreachable server is the problem `unreachable` with status 0.
 */
export function createClient<C extends Contract>(): Call<C> {
  return (route, input, signal) => request(route, input, signal);
}

type Input = { params?: unknown; query?: unknown; body?: unknown };

/** The untyped way, for the few routes that no contract names. */
export async function request<T>(
  route: string,
  input: Input = {},
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const [method = 'GET', pattern = '/'] = route.split(' ');
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json', ...headers },
  };
  if (input.body !== undefined) {
    init.body = JSON.stringify(input.body);
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  if (signal !== undefined) init.signal = signal;
  try {
    const response = await fetch(pathOf(pattern, input), init);
    if (response.ok)
      return {
        ok: true,
        value: response.status === 204 ? (undefined as T) : ((await response.json()) as T),
      };
    return { ok: false, problem: await readProblem(response) };
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === 'AbortError';
    return { ok: false, problem: { status: 0, code: aborted ? 'aborted' : 'unreachable' } };
  }
}

/** Fills `:name` and adds the query; a missing one is left out. */
export function pathOf(pattern: string, input: Input): string {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null) {
      const told = body as Partial<Problem>;
      return { ...told, status: response.status, code: told.code ?? `status-${response.status}` };
    }
  } catch {
    // Something between us and the server answered; its status is all there is to know.
  }
  return { status: response.status, code: `status-${response.status}` };
}
