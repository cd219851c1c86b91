// When the city walks: shown to those who plan, changed by whoever works for the whole city.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import {
  type CityConfig,
  readConfig,
  saveConfig,
  type WalksPolicy,
} from '#programme/city/index.ts';
import { isHoliday, serviceHours } from './calendar.ts';
import { addDays, eveningDayAt, eveningOf } from './rules/evenings.ts';

const kept = [
  'hours',
  'holidays',
  'seasons',
  'closedOn',
  'leadMinutes',
  'daysAhead',
  'slotMinutes',
] as const;
export type WalkService = Pick<WalksPolicy, (typeof kept)[number]>;

function serviceOf({ walks }: CityConfig): WalkService {
  const { hours, holidays, seasons, closedOn, leadMinutes, daysAhead, slotMinutes } = walks;
  return { hours, holidays, seasons, closedOn, leadMinutes, daysAhead, slotMinutes };
}

function mayChange({ actor }: Tx): boolean {
  return actor.role === 'administrator' || (actor.role === 'manager' && actor.districts === 'all');
}

/** As it is, and what is known of the holidays to come. */
export async function readService(tx: Tx, config: CityConfig) {
  const first = eveningDayAt(Date.now(), config);
  const holidaysAhead: string[] = [];
  for (let ahead = 0; ahead < 60; ahead += 1) {
    const day = addDays(first, ahead);
    if (await isHoliday(config, day)) holidaysAhead.push(day);
  }
  return { ...serviceOf(config), mayChange: mayChange(tx), holidaysAhead };
}

/** Replaces it; one change waits for the other. Refuses with `other-district` and `overlapping-hours`. */
export async function changeService(tx: Tx, next: WalkService): Promise<WalkService> {
  if (!mayChange(tx))
    throw new Refused('other-district', 403, 'The hours are the whole city’s, not one district’s.');
  for (const hours of [next.hours, ...next.seasons.map((season) => season.hours)]) {
    const days = hours.flatMap((each) => each.days);
    if (new Set(days).size < days.length)
      throw new Refused('overlapping-hours', 400, 'A weekday has two evenings.');
  }
  await tx.sql`select 1 from platform.city for update`;
  const config = (await readConfig(tx))!;
  const changed = { ...config, walks: { ...config.walks, ...next } };
  await saveConfig(tx, changed);
  const fields = kept.filter(
    (field) => JSON.stringify(config.walks[field]) !== JSON.stringify(next[field]),
  );
  await mark(tx, 'walk-service.changed', 'city', { fields });
  return serviceOf(changed);
}

const mostDays = 62;

/** The evenings of some days, both included. Refuses with `too-many-days`. */
export async function eveningsBetween(config: CityConfig, days: { from: string; to: string }) {
  const items = [];
  for (let day = days.from; day <= days.to; day = addDays(day, 1)) {
    if (items.length === mostDays)
      throw new Refused('too-many-days', 400, `At most ${mostDays} days at once.`);
    const evening = eveningOf(day, serviceHours(config), await isHoliday(config, day));
    items.push({
      day,
      opensAt: evening.open ? new Date(evening.opensAt).toISOString() : null,
      closesAt: evening.open ? new Date(evening.closesAt).toISOString() : null,
      closed: evening.open ? null : evening.why,
    });
  }
  return items;
}
