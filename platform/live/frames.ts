// A page of the feed as server-sent events: each event is written out once, and put together once for all who see the same.
import type { Actor } from '#platform/db/index.ts';
import { type FeedEvent, isOnly, type Position, writeCursor } from '#platform/events/index.ts';

type Districts = Actor['districts'];
export type Frame = { event: FeedEvent; text: string };

/**
 * Whether a desk of these districts may see an event: audiences are district codes, `*` is everyone signed in. A closed audience is
 * seen by who listens for it and by nobody else, and who listens for closed ones sees nothing else.
 */
export function maySee(districts: Districts, event: Pick<FeedEvent, 'audience'>): boolean {
  if (event.audience.some(isOnly) || isClosed(districts))
    return (
      districts !== 'all' && event.audience.some((one) => isOnly(one) && districts.includes(one))
    );
  if (districts === 'all') return true;
  return event.audience.some((code) => code === '*' || districts.includes(code));
}

/** Whether a listener follows closed audiences only: no desk of a district, and present at no roll call. */
export function isClosed(districts: Districts): boolean {
  return districts !== 'all' && districts.some(isOnly);
}

/** The events of a page read after `before`, each with the cursor from which a reader who has it resumes. */
export function framePage(
  epoch: string,
  before: Position,
  page: { events: readonly FeedEvent[]; upTo: string; next: Position },
): Frame[] {
  return page.events.map((event, index) => {
    const isLast = index === page.events.length - 1;
    const at: Position =
      isLast && !page.next.within
        ? page.next
        : { after: before.after, within: { upTo: page.upTo, lastId: event.id } };
    return { event, text: toFrame(writeCursor(epoch, at), event) };
  });
}

/** Answers what desks of some districts get of the frames; bytes are made once for each set of districts, whoever asks. */
export function cutFor(frames: readonly Frame[]): (districts: Districts) => Buffer {
  const made = new Map<string, Buffer>();
  return (districts) => {
    const key = districts === 'all' ? '*' : districts.join();
    const known = made.get(key) ?? toBytes(frames.filter(({ event }) => maySee(districts, event)));
    made.set(key, known);
    return known;
  };
}

/** The frames as they go over the wire. */
export function toBytes(frames: readonly Frame[]): Buffer {
  return Buffer.from(frames.map(({ text }) => text).join(''));
}

/** One server-sent event. */
function toFrame(cursor: string, event: FeedEvent): string {
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
