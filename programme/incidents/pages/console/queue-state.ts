// The calls this console knows: one keyed store, changed row by row and shown once per frame.
import { computed, signal } from '@preact/signals';
import type { Door, Incident } from '../../contract.ts';
import { isForeign } from './city.ts';
import { compareCalls, reorder } from './order.ts';

/** Every known call by id. Read it only after reading `revision`, which rises when anything here changed. */
export const rows = new Map<string, Incident>();
export const revision = signal(0);

export type Filters = { district: string | null; door: Door | null };
export const filters = signal<Filters>({ district: null, door: null });

/** The filters were asked for by their key, however few calls there are. */
export const filtering = signal(false);

let ordered: readonly Incident[] = [];
/** Ids whose row differs from the one in `ordered`. */
const moved = new Set<string>();
let planned = false;

/** Ids whose place, state or existence changed since the map last asked. */
const unseenByMap = new Set<string>();

/** Puts rows in, unless a newer version is already here. Answers which were new. */
export function putRows(items: readonly Incident[]): Incident[] {
  const fresh: Incident[] = [];
  for (const item of items) {
    const known = rows.get(item.id);
    if (known !== undefined && known.version > item.version) continue;
    if (known === undefined) fresh.push(item);
    rows.set(item.id, item);
    touch(item.id);
  }
  return fresh;
}

/** Starts over with a snapshot: open calls that it does not hold are gone. */
export function replaceRows(items: readonly Incident[]): void {
  const kept = new Set(items.map((item) => item.id));
  for (const id of rows.keys()) {
    if (!kept.has(id)) {
      rows.delete(id);
      touch(id);
    }
  }
  putRows(items);
}

function touch(id: string): void {
  unseenByMap.add(id);
  moved.add(id);
  if (planned) return;
  planned = true;
  // A hidden page gets no frames, but its title and sound must still follow.
  if (typeof document !== 'undefined' && document.visibilityState === 'visible')
    requestAnimationFrame(show);
  else setTimeout(show, 0);
}

/** Shows what changed now, without waiting for the next frame. */
export function show(): void {
  planned = false;
  revision.value += 1;
}

/** Takes the ids that changed since the last time; the map redraws only those. */
export function takeChanged(): string[] {
  const ids = [...unseenByMap];
  unseenByMap.clear();
  return ids;
}

/** All calls in the order of the queue. */
export const orderedRows = computed<readonly Incident[]>(() => {
  void revision.value;
  ordered = reorder(ordered, moved, rows, compareCalls);
  moved.clear();
  return ordered;
});

function isOver(row: Incident): boolean {
  return row.state === 'closed' || row.state === 'cancelled';
}

function passes(row: Incident, by: Filters): boolean {
  return (
    (by.district === null || row.place.district === by.district) &&
    (by.door === null || row.door === by.door)
  );
}

/** Open calls, filtered. */
export const openCalls = computed(() =>
  orderedRows.value.filter((row) => !isOver(row) && passes(row, filters.value)),
);
/** Calls closed tonight, filtered, newest first. */
export const closedCalls = computed(() =>
  orderedRows.value.filter((row) => isOver(row) && passes(row, filters.value)),
);
export const openCount = computed(() =>
  orderedRows.value.reduce((sum, row) => sum + (isOver(row) ? 0 : 1), 0),
);
export const closedCount = computed(() => orderedRows.value.length - openCount.value);
/** Which unanswered call an operator is sent to: our own before a neighbour's, then the one that has escalated further. */
function pull(row: Incident): number {
  return row.escalation === 0 || isForeign(row.place.district)
    ? row.escalation
    : row.escalation + 10;
}

/** Calls that ring because nobody has answered them: how many, how far they have escalated, and which to take first. */
export const waiting = computed(() => {
  let count = 0;
  let real = 0;
  let level = 0;
  let first: Incident | null = null;
  for (const row of orderedRows.value) {
    if (row.state !== 'raised' || row.test) continue;
    count += 1;
    if (!row.drill) real += 1;
    if (first === null || pull(row) > pull(first)) first = row;
    level = Math.max(level, row.escalation);
  }
  return { count, real, level, first };
});
