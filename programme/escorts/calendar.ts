// The city's evenings with its public holidays, as the rules want them.
import { getHolidayNames } from '@hyunbinseo/holidays-kr';
import type { CityConfig } from '#programme/city/index.ts';
import {
  addDays,
  type Evening,
  eveningDayAt,
  eveningOf,
  type ServiceHours,
} from './rules/evenings.ts';

/** The service's hours of a city. */
export function serviceHours(config: CityConfig): ServiceHours {
  const { walks } = config;
  return {
    timeZone: config.timeZone,
    hours: walks.hours,
    holidayHours: walks.holidays.hours,
    seasons: walks.seasons,
    closedOn: walks.closedOn,
    slotMinutes: walks.slotMinutes,
    leadMinutes: walks.leadMinutes,
    daysAhead: walks.daysAhead,
  };
}

/** Whether a day (YYYY-MM-DD) is a public holiday; years the calendar does not know yet have none. */
export async function isHoliday(config: CityConfig, day: string): Promise<boolean> {
  if (config.walks.holidays.calendar === 'none') return false;
  try {
    return (await getHolidayNames(day)) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The evenings from the present one on, as far as may be booked, and which of their days are holidays. */
export async function eveningsAhead(
  config: CityConfig,
  now: number,
): Promise<{ service: ServiceHours; evenings: Evening[]; holidays: ReadonlySet<string> }> {
  const service = serviceHours(config);
  const first = eveningDayAt(now, service);
  const evenings: Evening[] = [];
  const holidays = new Set<string>();
  for (let ahead = 0; ahead <= service.daysAhead; ahead += 1) {
    const day = addDays(first, ahead);
    const holiday = await isHoliday(config, day);
    if (holiday) holidays.add(day);
    evenings.push(eveningOf(day, service, holiday));
  }
  return { service, evenings, holidays };
}

/** The evening that is on, or the next one with service; the first when there is none. */
export function presentEvening(evenings: readonly Evening[], now: number): Evening {
  return evenings.find((evening) => evening.open && evening.closesAt > now) ?? evenings[0]!;
}
