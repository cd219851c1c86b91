// Binds contracts to handlers: parses at the edge, opens the transaction, answers by schema, hides what is a bug.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor, Database, Tx } from '#platform/db/index.ts';
import type { Contract, Route } from './contract.ts';
import { Refused } from './refused.ts';

type Of<S> = S extends z.ZodType ? z.output<S> : undefined;
export type Input<R extends Route> = {
  params: Of<R['params']>;
  query: Of<R['query']>;
  body: Of<R['body']>;
};

export type Handler<R extends Route> = (
  tx: Tx,
  actor: Actor,
  input: Input<R>,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<z.input<R['reply']>>;

const rawBodies = new WeakMap<FastifyRequest, string>();
const actors = new WeakMap<FastifyRequest, Actor>();

/** The JSON body as it came, for checking a signature over it. */
export function rawBodyOf(request: FastifyRequest): string {
  return rawBodies.get(request) ?? '';
}

/** One function per route of the contract. */
export type Handlers<C extends Contract> = {
  [K in keyof C]: C[K] extends Route ? Handler<C[K]> : never;
};

export type HttpOptions = {
  db: Database;
  /** Who sent this request; `null` for nobody in particular. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  log(entry: Record<string, unknown>): void;
  onReply?(route: string, status: number, seconds: number): void;
};

export type HttpServer = {
  app: FastifyInstance;
  authenticate: HttpOptions['authenticate'];
  bind<C extends Contract>(contract: C, handlers: Handlers<C>): void;
  contracts: Contract[];
};

/** Builds the HTTP server without listening. Bodies are limited to 1 MB. */
export function createHttpServer(options: HttpOptions): HttpServer {
  const app = Fastify({
    logger: false,
    bodyLimit: 1_048_576,
    trustProxy: false,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: true,
  });
  const contracts: Contract[] = [];
  app.setValidatorCompiler(({ schema }) => (data) => {
    const parsed = (schema as z.ZodType).safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: parsed.error };
  });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Signatures of webhooks and hand-overs are over the bytes as they came.
    rawBodies.set(request, body as string);
    if (body === '') return done(null, {});
    try {
      done(null, parseJson(body as string));
    } catch {
      done(new Refused('invalid-input', 400, 'The body is not JSON.'));
    }
  });
  app.setErrorHandler((error, request, reply) =>
    answerError(options, error as Error, request, reply),
  );
  app.setNotFoundHandler((request, reply) => {
    answerError(
      options,
      new Refused('not-found', 404, `There is nothing at ${request.url.split('?')[0]}.`),
      request,
      reply,
    );
  });
  app.addHook('onResponse', async (request, reply) => {
    options.onReply?.(
      request.routeOptions.url ?? 'unknown',
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
  return {
    app,
    authenticate: options.authenticate,
    contracts,
    bind(contract, handlers) {
      contracts.push(contract);
      for (const [key, route] of Object.entries(contract)) {
        bindRoute(app, options, key, route, (handlers as Record<string, Handler<Route>>)[key]!);
      }
    },
  };
}

/** U+0000 is the one character that PostgreSQL cannot keep: it says nothing, and words with it are taken in without it. */
function parseJson(body: string): unknown {
  if (!body.includes('\\u0000')) return JSON.parse(body);
  return JSON.parse(body, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  );
}

function bindRoute(
  app: FastifyInstance,
  options: HttpOptions,
  key: string,
  route: Route,
  handler: Handler<Route>,
): void {
  const [method, url] = key.split(' ') as [string, string];
  app.route({
    method,
    url,
    schema: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      response: { [route.status ?? 200]: toJsonSchema(route.reply) },
    },
    // Who may not call learns nothing of what a call looks like: asked before the body is read.
    onRequest: async (request) => {
      actors.set(request, await allow(options, route, request));
    },
    handler: async (request, reply) => {
      const actor = actors.get(request)!;
      reply.header('cache-control', 'no-store');
      if (route.status) reply.code(route.status);
      const input = {
        params: request.params,
        query: request.query,
        body: request.body,
      } as Input<Route>;
      // A device proves itself inside the handler, which opens its own transaction once it knows who speaks.
      if (route.roles === 'device' || route.ownTransaction)
        return handler(noTransaction(actor), actor, input, request, reply);
      return options.db.transaction(actor, (tx) => handler(tx, actor, input, request, reply));
    },
  });
}

function noTransaction(actor: Actor): Tx {
  const refuse = () => {
    throw new Error('this route opens its own transaction');
  };
  return { actor, sql: refuse, afterCommit: refuse };
}

async function allow(options: HttpOptions, route: Route, request: FastifyRequest): Promise<Actor> {
  const actor = route.roles === 'device' ? null : await options.authenticate(request);
  if (route.roles === 'public' || route.roles === 'device') {
    return actor ?? { id: 'public', name: null, role: 'public', districts: [] };
  }
  if (!actor) throw new Refused('not-signed-in', 401, 'Sign in first, or send a valid token.');
  if (!route.roles.includes(actor.role))
    throw new Refused('not-allowed', 403, 'Your role may not do this.');
  return actor;
}

/** Zod schema as the JSON schema by which replies are written: a field that is not declared cannot leave. */
export function toJsonSchema(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' });
}

function answerError(
  options: HttpOptions,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500) {
    const id = randomUUID();
    options.log({
      level: 'error',
      id,
      route: request.routeOptions.url ?? 'unknown',
      error: error.message,
      stack: error.stack,
    });
    reply.code(problem.status).type('application/problem+json');
    return reply.serializer(JSON.stringify).send({
      type: 'about:blank',
      title: 'Something broke on our side.',
      status: problem.status,
      code: 'internal',
      id,
    });
  }
  reply.code(problem.status).type('application/problem+json').header('cache-control', 'no-store');
  return reply
    .serializer(JSON.stringify)
    .send({ type: `https://ansim.invalid/problems/${problem.code}`, ...problem });
}

type Problem = { title: string; status: number; code: string } & Record<string, unknown>;

function toProblem(
  error: Error & {
    statusCode?: number;
    code?: string;
    issues?: { path: PropertyKey[]; message: string }[];
  },
): Problem {
  if (error instanceof Refused)
    return { title: error.message, status: error.status, code: error.code, ...error.extra };
  if (error instanceof z.ZodError) {
    const fields = error.issues
      .slice(0, 20)
      .map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
    return {
      title: 'Some of what was sent cannot be used.',
      status: 400,
      code: 'invalid-input',
      fields,
    };
  }
  if (error.statusCode === 413)
    return { title: 'That is too large.', status: 413, code: 'too-large' };
  if (error.statusCode && error.statusCode < 500)
    return { title: error.message, status: error.statusCode, code: 'invalid-input' };
  if (isUnkeepable(error))
    return {
      title:
        'Some of what was sent cannot be kept: a time, a number or a text that is out of range.',
      status: 400,
      code: 'invalid-input',
    };
  // Nothing free to connect with, or the database restarts: ask again rather than break.
  if (isUnavailable(error))
    return {
      title: 'The database is not reachable just now. Try again in a moment.',
      status: 503,
      code: 'unavailable',
    };
  return { title: '', status: 500, code: 'internal' };
}

/** PostgreSQL's words for a value that passed the contract and is none: numbers (22003), times (22007 to 22009), text (22021, 22P02, 22P05). */
function isUnkeepable(error: { code?: string }): boolean {
  return /^22(003|007|008|009|021|P02|P05)$/.test(error.code ?? '');
}

/** PostgreSQL classes 08 (connection), 57P (shutdown) and 53 (resources), and Node's connection errors. */
export function isUnavailable(error: { code?: string; message: string }): boolean {
  const code = error.code ?? '';
  return (
    /^(08|57P|53)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
