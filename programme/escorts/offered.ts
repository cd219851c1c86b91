// Whether and when the city walks with people in the next days, for the first screen of residents' phones.
import { type Database, system } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { eveningsAhead } from './calendar.ts';
import { selectPoints } from './store/points.ts';

/** A crowd of phones asks often; the database is asked this often at most. */
const freshForMilliseconds = 10_000;

/** Evenings as `[opens, closes]` in milliseconds since the epoch. */
type Evenings = [number, number][];

/** Answers the evenings that have not closed, as they were at most ten seconds ago; none where no meeting point is served. */
export function keepEvenings(of: { db: Database; config(): CityConfig }): () => Promise<Evenings> {
  let kept: { at: number; evenings: Promise<Evenings> } | null = null;
  return () => {
    if (kept !== null && performance.now() - kept.at < freshForMilliseconds) return kept.evenings;
    const mine = { at: performance.now(), evenings: readEvenings(of.db, of.config()) };
    kept = mine;
    mine.evenings.catch(() => {
      // A failure is told to those who waited for it, and to nobody later.
      if (kept === mine) kept = null;
    });
    return mine.evenings;
  };
}

async function readEvenings(db: Database, config: CityConfig): Promise<Evenings> {
  const points = await db.transaction(system, (tx) => selectPoints(tx, { active: true }));
  if (points.length === 0) return [];
  const now = Date.now();
  const { evenings } = await eveningsAhead(config, now);
  return evenings.flatMap(
    (evening): Evenings =>
      evening.open && evening.closesAt > now ? [[evening.opensAt, evening.closesAt]] : [],
  );
}
