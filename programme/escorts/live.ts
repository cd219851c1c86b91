// Her screen follows by a stream: where the pair is and that the walk has changed, from whatever server it was told to.
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret } from '#platform/auth/index.ts';
import { type Database, system } from '#platform/db/index.ts';
import { type HttpServer, Refused } from '#platform/http/index.ts';
import { walkLiveContract } from './live-contract.ts';
import { credential } from './routes.ts';
import { readWalk } from './store/walks.ts';

/** Bytes waiting for a phone that cannot keep up; it opens the stream again and loses nothing. */
const mostWaiting = 64 * 1024;
const beatMilliseconds = 10_000;

type Row = {
  id: string;
  version: number;
  over: boolean;
  lat: number | null;
  lon: number | null;
  at: Date | null;
};
type Stream = { raw: ServerResponse; version: number; at: number };

export type WalkStreams = {
  /** Tells every open stream what is new; one statement whatever the number of streams. */
  tell(): Promise<void>;
  /** Open streams. */
  count(): number;
};

/** Binds `GET /api/walks/:id/live` and answers what a timer must call. */
export function bindWalkStreams(http: HttpServer, db: Database): WalkStreams {
  const streams = new Map<string, Set<Stream>>();
  let beatAt = 0;

  http.contracts.push(walkLiveContract);
  http.app.get('/api/walks/:id/live', async (request: FastifyRequest, reply: FastifyReply) => {
    const { id } = request.params as { id: string };
    const key = credential(request, 'Walk');
    const known = /^[0-9a-f-]{36}$/.test(id) && key !== null;
    const walk = known ? await db.transaction(system, (tx) => readWalk(tx, id)) : undefined;
    if (!key || !walk?.key_hash?.equals(hashSecret(key)))
      throw new Refused('unknown-walk', 404, 'There is no such walk here.');
    reply.hijack();
    open(id, reply.raw);
  });

  function open(id: string, raw: ServerResponse): void {
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    raw.write('retry: 1000\n\n');
    // Nothing has been told yet, so the next round tells it all.
    const stream: Stream = { raw, version: -1, at: -1 };
    const own = streams.get(id) ?? new Set();
    streams.set(id, own.add(stream));
    const leave = () => {
      own.delete(stream);
      if (own.size === 0 && streams.get(id) === own) streams.delete(id);
    };
    raw.on('close', leave);
    raw.on('error', leave);
  }

  function tellStream(stream: Stream, row: Row): void {
    const { raw } = stream;
    if (row.version !== stream.version) {
      stream.version = row.version;
      raw.write(`event: walk\ndata: {"version":${row.version}}\n\n`);
    }
    const at = row.at?.getTime() ?? -1;
    if (row.at && at !== stream.at) {
      stream.at = at;
      const position = { lat: row.lat, lon: row.lon, at: row.at.toISOString() };
      raw.write(`event: position\ndata: ${JSON.stringify(position)}\n\n`);
    }
    // Over is over: nothing about anybody follows.
    if (row.over) raw.end();
    else if (raw.writableLength > mostWaiting) raw.destroy();
  }

  return {
    count: () => [...streams.values()].reduce((sum, own) => sum + own.size, 0),
    async tell() {
      if (streams.size === 0) return;
      const ids = [...streams.keys()];
      const rows = await db.transaction(
        system,
        (tx) => tx.sql<Row>`
          select w.id, w.version, w.closed_at is not null as over, p.lat, p.lon, p.at
          from escorts.walks w
          left join escorts.pair_places p on p.shift_id = w.shift_id and w.closed_at is null and w.state not in ('received', 'paired')
          where w.id = any (${ids}::uuid[])`,
      );
      for (const row of rows)
        for (const stream of streams.get(row.id) ?? []) tellStream(stream, row);
      if (Date.now() - beatAt < beatMilliseconds) return;
      beatAt = Date.now();
      const beat = `event: beat\ndata: {"at":"${new Date().toISOString()}"}\n\n`;
      for (const own of streams.values()) for (const { raw } of own) raw.write(beat);
    },
  };
}
