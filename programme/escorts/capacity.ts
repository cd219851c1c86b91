// How much is free tonight, at every meeting point of the desk's districts and in every slot.
import type { Tx } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { type Around, readAround, slotsAmong } from './booking.ts';
import { eveningsAhead, presentEvening } from './calendar.ts';
import { slotsOf } from './rules/evenings.ts';
import { selectPoints } from './store/points.ts';

/** Free places of one evening by point and slot; without a day, of the evening that is on or comes next. */
export async function readCapacity(tx: Tx, config: CityConfig, day?: string) {
  const now = Date.now();
  const { evenings } = await eveningsAhead(config, now);
  const evening = evenings.find((each) => each.day === day) ?? presentEvening(evenings, now);
  const { slotMinutes, leadMinutes } = config.walks;
  // An evening whose last slot has gone by is nobody's choice any more.
  const days = evenings
    .filter((each) => (slotsOf(each, slotMinutes).at(-1) ?? 0) >= now + leadMinutes * 60_000)
    .map((each) => each.day);
  if (!evening.open) return { day: evening.day, closed: evening.why, days, slots: [], points: [] };
  const { districts } = tx.actor;
  const points = (await selectPoints(tx, { active: true })).filter(
    ({ district }) => districts === 'all' || districts.includes(district),
  );
  const around = new Map<string, Around>();
  for (const { district } of points)
    if (!around.has(district)) around.set(district, await readAround(tx, evening, district));
  const rows = points.map((point) => ({
    point,
    slots: slotsAmong(config, point, evening, now, around.get(point.district)!),
  }));
  return {
    day: evening.day,
    closed: null,
    days,
    slots: (rows[0]?.slots ?? []).map(({ at }) => new Date(at).toISOString()),
    points: rows.map(({ point, slots }) => ({
      id: point.id,
      district: point.district,
      name: point.name,
      perSlot: point.perSlot,
      free: slots.map(({ free }) => free),
    })),
  };
}
