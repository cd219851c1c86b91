// Compresses the few replies that are large and public, and keeps what was compressed as long as it stays the same.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const ways = {
  br: (text: string) =>
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (text: string) => promisify(gzip)(text, { level: 9 }),
};
type Way = keyof typeof ways;
type Kept = { text: string; bytes: Promise<Buffer> };

/**
 * Routes (as patterns, `/api/city/map`) whose replies are the same for everybody. Anything with a secret or a person in
 * it stays uncompressed: its length would tell (BREACH).
 */
export function compressReplies(app: FastifyInstance, routes: readonly string[]): void {
  const kept = new Map<string, Kept>();
  app.addHook('onSend', async (request, reply, payload) => {
    const route = request.routeOptions.url ?? '';
    if (!routes.includes(route) || typeof payload !== 'string' || reply.statusCode !== 200)
      return payload;
    const vary = String(reply.getHeader('vary') ?? '');
    reply.header('vary', vary === '' ? 'accept-encoding' : `${vary}, accept-encoding`);
    const way = wayFor(String(request.headers['accept-encoding'] ?? ''));
    if (way === null) return payload;
    const key = `${way} ${request.url}`;
    const known = kept.get(key);
    const now = known?.text === payload ? known : { text: payload, bytes: ways[way](payload) };
    // As many as there are routes and languages; a stranger's question marks shall not fill the memory.
    if (kept.size > 64) kept.clear();
    kept.set(key, now);
    reply.header('content-encoding', way).removeHeader('content-length');
    return now.bytes;
  });
}

function wayFor(accepted: string): Way | null {
  const words = accepted.toLowerCase().split(/\s*,\s*/);
  const takes = (name: string) =>
    words.some((word) => word.split(';')[0]?.trim() === name && !/;\s*q=0(\.0*)?$/.test(word));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null;
}
