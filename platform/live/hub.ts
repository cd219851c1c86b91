// One reader of the feed per process, many listeners: each gets what its audience may see, once and in order.
import { type Database, system } from '#platform/db/index.ts';
import {
  currentPosition,
  type FeedEvent,
  feedEpoch,
  isVisible,
  type Position,
  parseSnapshot,
  readCursor,
  readFeed,
  writeCursor,
} from '#platform/events/index.ts';

/** A console, a board or a subscriber of another module. `write` answers false when the listener cannot keep up. */
export type Listener = {
  /** Districts whose desk listens here; a roll call counts them as present. */
  districts: 'all' | readonly string[];
  sees(event: FeedEvent): boolean;
  write(frames: string): boolean;
  /** The listener must take a fresh snapshot: its cursor is unknown here. */
  reset(): void;
  close(): void;
};

export type LiveHub = {
  /** Joins after `cursor`, or from now on; answers where it joined and how to leave. */
  join(listener: Listener, cursor: string | null): Promise<{ cursor: string; leave(): void }>;
  /** Writes frames that are not events, such as positions, to every listener; one that is catching up gets the next ones. */
  broadcast(frames: string): void;
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
  waiting: string[] | null;
  waitingBytes: number;
};

const pageSize = 2000;
const pollMilliseconds = 20;
const idleMilliseconds = 200;
const maximumWaitingBytes = 64 * 1024 * 1024;

/** Starts reading from now on. Source: decision 0002; at most one read every 20 ms whatever the number of listeners. */
export async function startLiveHub(db: Database, log: (message: string) => void): Promise<LiveHub> {
  const members = new Set<Member>();
  const epoch = await db.transaction(system, feedEpoch);
  let position: Position = await db.transaction(system, currentPosition);
  let stopped = false;
  let newestLag = 0;

  async function readOnce(): Promise<number> {
    const before = position;
    const page = await db.transaction(system, (tx) => readFeed(tx, before, pageSize));
    if (page.events.length > 0) dispatch(before, page.events, page.upTo, page.next);
    position = page.next;
    return page.events.length;
  }

  function dispatch(before: Position, events: FeedEvent[], upTo: string, next: Position): void {
    newestLag = Date.now() - events[events.length - 1]!.at.getTime();
    const framed = frame(before, events, upTo, next);
    for (const member of members) {
      let text = '';
      for (const [index, event] of events.entries()) {
        if (member.already?.(event)) continue;
        if (member.listener.sees(event)) text += framed[index];
      }
      if (text) give(member, text);
    }
  }

  function frame(before: Position, events: FeedEvent[], upTo: string, next: Position): string[] {
    return events.map((event, index) => {
      const isLast = index === events.length - 1;
      const at: Position =
        isLast && !next.within ? next : { after: before.after, within: { upTo, lastId: event.id } };
      return toFrame(writeCursor(epoch, at), event);
    });
  }

  function give(member: Member, text: string): void {
    if (member.waiting) {
      member.waiting.push(text);
      member.waitingBytes += text.length;
      if (member.waitingBytes > maximumWaitingBytes) drop(member);
    } else if (!member.listener.write(text)) drop(member);
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
      const framed = frame(here, page.events, page.upTo, page.next);
      const text = page.events
        .map((event, index) => (member.listener.sees(event) ? framed[index] : ''))
        .join('');
      if (text && !member.listener.write(text)) return drop(member);
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
        already: from ? readAlready(from) : null,
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
      for (const member of members)
        if (!member.waiting && !member.listener.write(frames)) drop(member);
    },
    listeners: () => members.size,
    districtsAtDesk: () => [
      ...new Set(
        [...members].flatMap(({ listener }) =>
          listener.districts === 'all' ? ['*'] : listener.districts,
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
    if (members.has(member) && waiting.length > 0 && !member.listener.write(waiting.join('')))
      drop(member);
  }
}

type Already = (event: FeedEvent) => boolean;

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

/** One server-sent event. */
export function toFrame(cursor: string, event: FeedEvent): string {
  const data = JSON.stringify({
    id: event.id.toString(),
    type: event.type,
    at: event.at.toISOString(),
    subjectId: event.subjectId,
    audience: event.audience,
    payload: event.payload,
  });
  return `id: ${cursor}\ndata: ${data}\n\n`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
