// One server-sent event stream: what its reader may see, a heartbeat, and an end for readers that cannot keep up.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#platform/db/index.ts';
import type { LiveHub } from './hub.ts';

const beatMilliseconds = 10_000;
/** Bytes waiting for a slow reader before it is cut off; it resumes from its cursor and loses nothing. */
const mostWaiting = 8 * 1024 * 1024;

/**
 * Answers a request with the live feed from `Last-Event-ID`, or from `after`, or from now. With every heartbeat
 * `isStillAllowed` is asked: a stream outlives neither its session nor its token. Source: HTML Living Standard §9.2.
 */
export async function openStream(
  hub: LiveHub,
  actor: Actor,
  isStillAllowed: () => Promise<boolean>,
  request: FastifyRequest,
  reply: FastifyReply,
  after: string | null,
): Promise<void> {
  const asked = request.headers['last-event-id'];
  const cursor = (Array.isArray(asked) ? asked[0] : asked) || after;
  reply.hijack();
  const raw = reply.raw;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  raw.write(`retry: 1000\n\n`);
  let leave = () => {};
  const beat = setInterval(async () => {
    raw.write(`event: beat\ndata: {"at":"${new Date().toISOString()}"}\n\n`);
    // Without the database nobody knows: the desk keeps its line.
    if (!(await isStillAllowed().catch(() => true))) raw.destroy();
  }, beatMilliseconds);
  const end = () => {
    clearInterval(beat);
    leave();
  };
  raw.on('close', end);
  raw.on('error', end);
  const joined = await hub.join(
    {
      districts: actor.districts,
      write(frames) {
        if (raw.destroyed || raw.writableEnded) return false;
        raw.write(frames);
        return raw.writableLength < mostWaiting;
      },
      reset: () => void raw.write('event: reset\ndata: {}\n\n'),
      close() {
        end();
        raw.destroy();
      },
    },
    cursor,
  );
  leave = joined.leave;
  if (raw.destroyed) return leave();
  raw.write(`event: ready\ndata: ${JSON.stringify({ cursor: joined.cursor })}\n\n`);
}
