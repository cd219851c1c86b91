// Who walks in the demo city: 800 scouts and 1,000 volunteers, and the station exits at which pairs meet people.
import { createHash } from 'node:crypto';
import type { Tx } from '#platform/db/index.ts';
import { demoId } from '../demo-id.ts';
import type { DemoCity } from '../model.ts';
import { personName } from '../people/names.ts';
import { randomFor, whole } from '../prng.ts';

/** The secret of a demo phone, the same in every demo city, as its passwords are; a real one is random and shown once. */
export function demoPhoneKey(name: string): string {
  return createHash('sha256').update(`ansim-demo:phone:${name}`).digest('base64url');
}

/** What the city keeps of it. */
export function demoPhoneHash(name: string): string {
  return createHash('sha256').update(demoPhoneKey(name)).digest('hex');
}

const day = (daysFrom: number, now: Date) =>
  new Date(now.getTime() + daysFrom * 86_400_000).toISOString().slice(0, 10);

/** One meeting point a station: its first exit. */
export function buildPoints(demo: DemoCity) {
  return demo.stations
    .filter(({ exits }) => exits.length > 0)
    .map((station) => {
      const exit = station.exits[0]!;
      return {
        id: demoId(`meeting-point-${station.id}`),
        district: station.district,
        name: {
          ko: `${station.name.ko} ${exit.number}번 출구`,
          en: `${station.name.en}, exit ${exit.number}`,
        },
        station: station.name.ko,
        exit: exit.number,
        hint: { ko: '출구 앞 안내판 옆', en: 'Beside the sign at the exit' },
        lat: exit.lat,
        lon: exit.lon,
        perSlot: 1 + (station.lines.length > 1 ? 1 : 0),
      };
    });
}

/** Everybody who walks, as of `now`; a few have something that has run out, as everywhere. */
export function buildWalkers(demo: DemoCity, scale: number, now: Date) {
  const random = randomFor(1, 'walkers');
  const kinds = [
    { kind: 'scout', count: Math.max(50, Math.round(800 * scale)), letter: 'S', pay: 13_000 },
    { kind: 'volunteer', count: Math.max(50, Math.round(1000 * scale)), letter: 'V', pay: null },
  ] as const;
  return kinds.flatMap(({ kind, count, letter, pay }) =>
    Array.from({ length: count }, (_, index) => {
      const staffNumber = `${letter}-${String(index + 1).padStart(4, '0')}`;
      const lapsed = index % 47 === 46;
      return {
        id: demoId(`walker-${staffNumber}`),
        kind,
        name: personName(random),
        staffNumber,
        district: demo.districts[index % demo.districts.length]!.code,
        languages: random() < 0.25 ? ['ko', 'en'] : random() < 0.05 ? ['ko', 'vi'] : ['ko'],
        contractFrom: day(-whole(random, 30, 900), now),
        payPerHour: pay,
        vettedUntil: day(lapsed ? -3 : whole(random, 30, 700), now),
        trainedUntil: day(whole(random, 20, 360), now),
        idIssuedOn: day(-20, now),
        phoneHash: demoPhoneHash(staffNumber),
      };
    }),
  );
}

/** Writes meeting points and people into a city that has none. */
export async function loadWalkers(tx: Tx, demo: DemoCity, scale: number, now: Date): Promise<void> {
  await tx.sql`
    insert into escorts.meeting_points (id, district, name, station, exit, hint, lat, lon, per_slot, source)
    select id, district, name, station, exit, hint, lat, lon, "perSlot", 'demo'
    from jsonb_to_recordset(${JSON.stringify(buildPoints(demo))}::jsonb)
      as p(id uuid, district text, name jsonb, station text, exit text, hint jsonb, lat float8, lon float8, "perSlot" int)`;
  await tx.sql`
    insert into network.people (id, kind, name, staff_number, district, languages, contract_from, pay_per_hour, vetted_until,
      trained_until, id_issued_on, available_days, phone_key_hash, source)
    select id, kind, name, "staffNumber", district, array(select jsonb_array_elements_text(languages)), "contractFrom", "payPerHour",
      "vettedUntil", "trainedUntil", "idIssuedOn", '{0,1,2,3,4,5,6}', decode("phoneHash", 'hex'), 'demo'
    from jsonb_to_recordset(${JSON.stringify(buildWalkers(demo, scale, now))}::jsonb)
      as p(id uuid, kind text, name text, "staffNumber" text, district text, languages jsonb, "contractFrom" date, "payPerHour" int,
        "vettedUntil" date, "trainedUntil" date, "idIssuedOn" date, "phoneHash" text)`;
}
