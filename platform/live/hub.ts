// One reader of the feed per process, many listeners: each gets what its audience may see, once and in order.
import { type Actor, type Database, system } from '#platform/db/index.ts';
import {
  currentPosition,
  type FeedEvent,
  includes,
  isVisible,
  openFeed,
  type Position,
  parseSnapshot,
  readCursor,
  readFeed,
  writeCursor,
} from '#platform/events/index.ts';
import { cutFor, type Frame, framePage, isClosed, maySee, toBytes } from './frames.ts';

/** A console, a board or a subscriber of another module. `write` answers false when the listener cannot keep up. */
export type Listener = {
  /** Districts whose desk listens here: what it may see, and present at a roll call. */
  districts: Actor['districts'];
  write(frames: Buffer): boolean;
  /** The listener must take a fresh snapshot: its cursor is unknown here. */
  reset(): void;
  close(): void;
};

export type LiveHub = {
  /** Joins after `cursor`, or from now on; answers where it joined and how to leave. */
  join(listener: Listener, cursor: string | null): Promise<{ cursor: string; leave(): void }>;
  /** Writes frames that are not events, such as positions, to every listener of districts; one that is catching up gets the next ones. */
  broadcast(frames: string): void;
  /** The same, with what each may see: asked once for each set of districts that listens. */
  tell(framesFor: (districts: 'all' | readonly string[]) => string): void;
  listeners(): number;
  /** Districts that somebody listens for now; `*` when a city-wide desk does. */
  districtsAtDesk(): string[];
  /** Milliseconds from the write of the newest event to its dispatch, for the metrics. */
  lag(): number;
  stop(): Promise<void>;
};

type Member = {
  listener: Listener;
  already: Already | null;
  waiting: Buffer[] | null;
  waitingBytes: number;
};

const pageSize = 2000;
const pollMilliseconds = 20;
const idleMilliseconds = 200;
const maximumWaitingBytes = 64 * 1024 * 1024;

/** Starts reading from now on. Source: decision 0002; at most one read every 20 ms whatever the number of listeners. */
export async function startLiveHub(db: Database, log: (message: string) => void): Promise<LiveHub> {
  const members = new Set<Member>();
  let epoch = await db.transaction(system, openFeed);
  let position: Position = await db.transaction(system, currentPosition);
  let stopped = false;
  let newestLag = 0;

  async function readOnce(): Promise<number> {
    const before = position;
    const page = await db.transaction(system, (tx) => readFeed(tx, before, pageSize));
    if (page.epoch !== epoch) return startAfresh();
    if (page.events.length > 0) dispatch(framePage(epoch, before, page));
    position = page.next;
    return page.events.length;
  }

  // The database was recovered after a crash, or came from a backup: no position from before can be trusted. Whoever listens is
  // cut off, comes back with a cursor of the old epoch, and takes a fresh snapshot.
  async function startAfresh(): Promise<number> {
    epoch = await db.transaction(system, openFeed);
    position = await db.transaction(system, currentPosition);
    log(
      'live feed: the database was recovered or restored; every desk starts from a fresh snapshot',
    );
    for (const member of [...members]) drop(member);
    return 0;
  }

  function dispatch(frames: readonly Frame[]): void {
    newestLag = Date.now() - frames[frames.length - 1]!.event.at.getTime();
    const cut = cutFor(frames);
    for (const member of members) {
      const { districts } = member.listener;
      const bytes = member.already ? toBytes(unknownTo(member, frames)) : cut(districts);
      if (bytes.length > 0) give(member, bytes);
    }
  }

  function unknownTo({ listener, already }: Member, frames: readonly Frame[]): Frame[] {
    return frames.filter(({ event }) => maySee(listener.districts, event) && !already?.(event));
  }

  function give(member: Member, bytes: Buffer): void {
    if (member.waiting) {
      member.waiting.push(bytes);
      member.waitingBytes += bytes.length;
      if (member.waitingBytes > maximumWaitingBytes) drop(member);
    } else if (!member.listener.write(bytes)) drop(member);
  }

  // A listener that cannot keep up is cut off: it resumes from its own cursor and loses nothing.
  function drop(member: Member): void {
    if (!members.delete(member)) return;
    member.listener.close();
  }

  async function catchUp(member: Member, from: Position, to: string): Promise<void> {
    let at: Position = from.within ? from : { after: from.after, within: { upTo: to, lastId: 0n } };
    while (members.has(member)) {
      const here = at;
      const page = await db.transaction(system, (tx) => readFeed(tx, here, pageSize));
      if (page.epoch !== epoch) return drop(member);
      const bytes = cutFor(framePage(epoch, here, page))(member.listener.districts);
      if (bytes.length > 0 && !member.listener.write(bytes)) return drop(member);
      if (page.next.within) at = page.next;
      else if (page.upTo === to) return;
      else at = { after: page.next.after, within: { upTo: to, lastId: 0n } };
    }
  }

  const loop = (async () => {
    while (!stopped) {
      const started = performance.now();
      let read = 0;
      try {
        read = await readOnce();
      } catch (error) {
        log(`live feed: ${(error as Error).message}`);
        await pause(250);
      }
      const period = members.size > 0 ? pollMilliseconds : idleMilliseconds;
      const rest = period - (performance.now() - started);
      if (read < pageSize) await pause(Math.max(rest, 1));
    }
  })();

  return {
    async join(listener, cursor) {
      const from = cursor ? readCursor(epoch, cursor) : undefined;
      if (cursor && !from) listener.reset();
      // Inside a long batch there is no place that both sides could agree on; it passes in a moment.
      while (position.within && !stopped) await pause(1);
      const here = position.after;
      const member: Member = {
        listener,
        already: from && !isBehind(from, here) ? readAlready(from) : null,
        waiting: from ? [] : null,
        waitingBytes: 0,
      };
      members.add(member);
      if (from) {
        await catchUp(member, from, here);
        release(member);
      }
      return {
        cursor: writeCursor(epoch, from ?? { after: here }),
        leave: () => void members.delete(member),
      };
    },
    broadcast(frames) {
      const bytes = Buffer.from(frames);
      for (const member of members)
        if (
          !member.waiting &&
          !isClosed(member.listener.districts) &&
          !member.listener.write(bytes)
        )
          drop(member);
    },
    tell(framesFor) {
      const known = new Map<string, Buffer>();
      for (const member of members) {
        const { districts } = member.listener;
        if (isClosed(districts)) continue;
        const bytes = known.get(`${districts}`) ?? Buffer.from(framesFor(districts));
        known.set(`${districts}`, bytes);
        if (bytes.length > 0 && !member.waiting && !member.listener.write(bytes)) drop(member);
      }
    },
    listeners: () => members.size,
    districtsAtDesk: () => [
      ...new Set(
        [...members].flatMap(({ listener }) =>
          listener.districts === 'all'
            ? ['*']
            : isClosed(listener.districts)
              ? []
              : listener.districts,
        ),
      ),
    ],
    lag: () => newestLag,
    async stop() {
      stopped = true;
      await loop;
      for (const member of [...members]) drop(member);
    },
  };

  function release(member: Member): void {
    const waiting = member.waiting ?? [];
    member.waiting = null;
    if (members.has(member) && waiting.length > 0 && !member.listener.write(Buffer.concat(waiting)))
      drop(member);
  }
}

type Already = (event: FeedEvent) => boolean;

/** Whether nothing that comes after `here` can be known to a reader who has come to `position`, as with every one of this process. */
function isBehind(position: Position, here: string): boolean {
  const now = parseSnapshot(here)!;
  const known = position.within ? [position.after, position.within.upTo] : [position.after];
  return known.every((text) => includes(now, parseSnapshot(text)!));
}

// A reader may come with a cursor newer than this process's own place: it is not given again what it has.
function readAlready(position: Position): Already {
  const after = parseSnapshot(position.after)!;
  const within = position.within;
  const upTo = within ? parseSnapshot(within.upTo)! : null;
  return (event) =>
    isVisible(after, event.xid) ||
    (within !== undefined &&
      upTo !== null &&
      event.id <= within.lastId &&
      isVisible(upTo, event.xid));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
