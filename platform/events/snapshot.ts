// PostgreSQL's snapshots as text (`xmin:xmax:running,…`), and feed positions made of them.

const largestXid = 2n ** 64n - 1n;
const largestId = 2n ** 63n - 1n;

export type Snapshot = { xmin: bigint; xmax: bigint; running: ReadonlySet<bigint> };

/** Parses the text of `pg_snapshot`; `undefined` for anything else. */
export function parseSnapshot(text: string): Snapshot | undefined {
  const match = /^(\d{1,20}):(\d{1,20}):((?:\d{1,20}(?:,\d{1,20})*)?)$/.exec(text);
  if (!match) return undefined;
  const xmin = BigInt(match[1]!);
  const xmax = BigInt(match[2]!);
  const running = match[3] ? match[3].split(',').map(BigInt) : [];
  // PostgreSQL refuses the same (parse_snapshot in xid8funcs.c): a cursor it cannot read must be an unknown one here.
  if (xmin < 1n || xmax < xmin || xmax > largestXid) return undefined;
  const isSorted = running.every((xid, index) => index === 0 || xid >= running[index - 1]!);
  if (!isSorted || running.some((xid) => xid < xmin || xid >= xmax)) return undefined;
  return { xmin, xmax, running: new Set(running) };
}

/** Whether a finished transaction's rows were visible in the snapshot (as `pg_visible_in_snapshot`). */
export function isVisible(snapshot: Snapshot, xid: bigint): boolean {
  if (xid < snapshot.xmin) return true;
  return xid < snapshot.xmax && !snapshot.running.has(xid);
}

/** Whether everything that was visible in the earlier snapshot is surely visible in this one. */
export function includes(snapshot: Snapshot, earlier: Snapshot): boolean {
  if (earlier.xmax > snapshot.xmax) return false;
  for (const xid of snapshot.running) if (isVisible(earlier, xid)) return false;
  return true;
}

/**
 * A place in the feed. `after` is the snapshot everything of which has been read; in the midst of a batch, `within` says
 * that of what `upTo` added, the events up to `lastId` have been read too. So a resumed reader misses nothing and gets nothing twice.
 */
export type Position = { after: string; within?: { upTo: string; lastId: bigint } };

/** Position as the opaque text of `Last-Event-ID`; the epoch changes when a database was restored. */
export function writeCursor(epoch: string, position: Position): string {
  const within = position.within ? `~${position.within.upTo}~${position.within.lastId}` : '';
  return `${epoch.slice(0, 8)}~${position.after}${within}`;
}

/** Reads a cursor; `undefined` when it is malformed or of another epoch, and the reader must take a fresh snapshot. */
export function readCursor(epoch: string, text: string): Position | undefined {
  const [of, after, upTo, lastId, more] = text.split('~');
  if (of !== epoch.slice(0, 8) || after === undefined || more !== undefined) return undefined;
  if (!parseSnapshot(after)) return undefined;
  if (upTo === undefined) return { after };
  if (!parseSnapshot(upTo) || lastId === undefined || !/^\d{1,19}$/.test(lastId)) return undefined;
  if (BigInt(lastId) > largestId) return undefined;
  return { after, within: { upTo, lastId: BigInt(lastId) } };
}
