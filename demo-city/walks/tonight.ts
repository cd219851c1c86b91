// Tonight in the demo city: pairs on shift at the meeting points of their district, and bookings of made-up people.
import { createHash } from 'node:crypto';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { addDays, eveningDayAt, eveningOf, slotsOf } from '#programme/escorts/rules/evenings.ts';
import { demoId } from '../demo-id.ts';
import { personName } from '../people/names.ts';
import { between, pick, randomFor } from '../prng.ts';
import { demoPhoneKey } from './people.ts';

type Point = { id: string; district: string; lat: number; lon: number };
type Walker = { id: string; district: string };

/** Pairs a district and evening, and bookings; at Seoul's scale some 165 and 150. */
const pairsEach = 7;
const bookings = 150;

/** Plans the present evening and the next one as far as they are not planned yet, and begins shifts whose time has come. */
export async function keepDemoEvening(db: Database, config: CityConfig): Promise<void> {
  const now = Date.now();
  const service = {
    timeZone: config.timeZone,
    hours: config.walks.hours,
    holidayHours: config.walks.holidays.hours,
    seasons: config.walks.seasons,
    closedOn: config.walks.closedOn,
    slotMinutes: config.walks.slotMinutes,
    leadMinutes: config.walks.leadMinutes,
    daysAhead: config.walks.daysAhead,
  };
  const today = eveningDayAt(now, service);
  await db.transaction(system, async (tx) => {
    for (const day of [today, addDays(today, 1)]) {
      const evening = eveningOf(day, service, false);
      if (!evening.open) continue;
      if (await planPairs(tx, day, evening))
        await planWalks(tx, day, slotsOf(evening, service.slotMinutes), now);
    }
    await tx.sql`
      update network.shifts set started_at = begins_at
      where started_at is null and begins_at <= now() and ends_at > now() and id in (
        select sp.shift_id from network.shift_people sp join network.people p on p.id = sp.person_id where p.source = 'demo')`;
    await tx.sql`
      update network.shift_people sp set worked_from = s.started_at from network.shifts s
      where s.id = sp.shift_id and s.started_at is not null and sp.worked_from is null`;
  });
}

/** Two scouts of a district by turns, standing at its points; false when the evening is planned already. */
async function planPairs(
  tx: Tx,
  day: string,
  evening: { opensAt: number; closesAt: number },
): Promise<boolean> {
  const [known] = await tx.sql`select 1 from network.shifts where id = ${demoId(`shift-${day}-0`)}`;
  if (known) return false;
  const points = Map.groupBy(await selectPoints(tx), ({ district }) => district);
  const people = await tx.sql<Walker>`
    select id, district from network.people
    where source = 'demo' and kind = 'scout' and active and vetted_until > ${day}::date and trained_until > ${day}::date
    order by staff_number`;
  const turn = Math.floor(Date.parse(day) / 86_400_000);
  const shifts: object[] = [];
  const members: object[] = [];
  for (const [district, scouts] of Map.groupBy(people, (person) => person.district)) {
    const places = points.get(district) ?? [];
    const pairs = Math.min(pairsEach, Math.floor(scouts.length / 2));
    if (places.length === 0) continue;
    for (let pair = 0; pair < pairs; pair += 1) {
      const number = shifts.length;
      const place = places[pair % places.length]!;
      const id = demoId(`shift-${day}-${number}`);
      shifts.push({
        id,
        callSign: `귀가 ${number + 1}조`,
        district,
        begins: new Date(evening.opensAt - 1_800_000),
        ends: new Date(evening.closesAt + 3_600_000),
        lat: place.lat,
        lon: place.lon,
      });
      for (const second of [0, 1]) {
        const person = scouts[(2 * (pair + turn * pairs) + second) % scouts.length]!;
        members.push({ shift: id, person: person.id });
      }
    }
  }
  await tx.sql`
    insert into network.shifts (id, call_sign, district, begins_at, ends_at, lat, lon)
    select id, "callSign", district, begins, ends, lat, lon
    from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb)
      as s(id uuid, "callSign" text, district text, begins timestamptz, ends timestamptz, lat float8, lon float8)`;
  await tx.sql`
    insert into network.shift_people (shift_id, person_id)
    select shift, person from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m(shift uuid, person uuid)
    on conflict do nothing`;
  return shifts.length > 0;
}

async function planWalks(
  tx: Tx,
  day: string,
  slots: readonly number[],
  now: number,
): Promise<void> {
  const random = randomFor(1, `walks ${day}`);
  const points = await selectPoints(tx);
  const ahead = slots.filter((at) => at > now + 600_000);
  if (points.length === 0 || ahead.length === 0) return;
  const taken = new Set<string>();
  const walks: object[] = [];
  for (let number = 0; number < bookings; number += 1) {
    const point = pick(random, points);
    const at = pick(random, ahead);
    if (taken.has(`${point.id}${at}`)) continue;
    taken.add(`${point.id}${at}`);
    const id = demoId(`walk-${day}-${number}`);
    const seconds = between(random, 300, 1200);
    const angle = between(random, 0, 2 * Math.PI);
    const metres = (seconds * 1.2) / 1.3;
    walks.push({
      id,
      keyHash: createHash('sha256').update(demoPhoneKey(id)).digest('hex'),
      district: point.district,
      point: point.id,
      at: new Date(at),
      language: random() < 0.05 ? 'en' : 'ko',
      name: personName(random).slice(-2),
      lat: point.lat + (metres * Math.cos(angle)) / 111_195,
      lon: point.lon + (metres * Math.sin(angle)) / 88_300,
      seconds: Math.round(seconds),
    });
  }
  const rows = JSON.stringify(walks);
  await tx.sql`
    insert into escorts.walks (id, key_hash, district, point_id, wanted_at, booked_by, language)
    select id, decode("keyHash", 'hex'), district, point, at, 'phone', language
    from jsonb_to_recordset(${rows}::jsonb) as w(id uuid, "keyHash" text, district text, point uuid, at timestamptz, language text)
    on conflict do nothing`;
  await tx.sql`
    insert into escorts.walk_details (walk_id, first_name, end_lat, end_lon, walk_seconds)
    select id, name, lat, lon, seconds
    from jsonb_to_recordset(${rows}::jsonb) as w(id uuid, name text, lat float8, lon float8, seconds int)
    on conflict do nothing`;
}

async function selectPoints(tx: Tx): Promise<Point[]> {
  return tx.sql<Point>`
    select id, district, lat, lon from escorts.meeting_points where source = 'demo' and active order by id`;
}
