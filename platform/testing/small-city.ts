// A city of three districts in a database of its own: two that are neighbours and one far away, each with stores, buttons and cars.
import { randomUUID } from 'node:crypto';
import type { Actor } from '#platform/db/index.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { squareBorder, squarePoint } from './square-city.ts';

export type SmallStore = { id: string; district: string; devices: string[] };
export type SmallCity = FreshDatabase & {
  /** Near, next to it, and far away. */
  districts: readonly [string, string, string];
  stores: SmallStore[];
  /** Cars on duty, one a district, in the order of the districts. */
  units: { id: string; callSign: string; district: string }[];
};

const districts = ['10001', '10002', '10003'] as const;

/** Opens it with `storesEach` stores in each district and `devicesEach` buttons in each store. Call `close` afterwards. */
export async function openSmallCity(storesEach = 1, devicesEach = 1): Promise<SmallCity> {
  const fresh = await freshDatabase();
  for (const [index, code] of districts.entries()) {
    const { lat, lon } = squarePoint(index, 0.5, 0.5);
    const neighbours = index === 0 ? [districts[1]] : index === 1 ? [districts[0]] : [];
    await fresh.asOwner(
      'insert into city.districts (code, name, border, neighbours, lat, lon) values ($1, $2, $3, $4, $5, $6)',
      [
        code,
        { ko: `${index + 1}구`, en: `District ${index + 1}` },
        squareBorder(index),
        neighbours,
        lat,
        lon,
      ],
    );
  }
  const stores: SmallStore[] = [];
  const units: SmallCity['units'] = [];
  for (const [index, district] of districts.entries()) {
    for (let at = 0; at < storesEach; at += 1) {
      stores.push(await addStore(fresh, index, at, devicesEach));
    }
    const unit = { id: randomUUID(), callSign: `순찰 ${district}`, district };
    const { lat, lon } = squarePoint(index, 0.4, 0.4);
    await fresh.asOwner(
      `insert into duty.units (id, call_sign, kind, district, on_duty, lat, lon, position_at)
       values ($1, $2, 'patrol-car', $3, true, $4, $5, now())`,
      [unit.id, unit.callSign, district, lat, lon],
    );
    units.push(unit);
  }
  return { ...fresh, districts, stores, units };
}

async function addStore(
  fresh: FreshDatabase,
  index: number,
  at: number,
  devicesEach: number,
): Promise<SmallStore> {
  const id = randomUUID();
  const district = districts[index]!;
  const { lat, lon } = squarePoint(index, 0.5, 0.1 + at / 20);
  await fresh.asOwner(
    `insert into safe_houses.stores (id, name, district, address, phone, lat, lon)
     values ($1, $2, $3, '보기로 1', '02-0000-0000', $4, $5)`,
    [id, `가게 ${index + 1}-${at + 1}`, district, lat, lon],
  );
  const devices = Array.from({ length: devicesEach }, () => randomUUID());
  for (const device of devices) {
    await fresh.asOwner(
      `insert into devices.devices (id, external_id, protocol, label, place_kind, place_id, district)
       values ($1, $2, 'webhook', '보기 단추', 'store', $3, $4)`,
      [device, `button-${device}`, id, district],
    );
    await fresh.asOwner('insert into devices.vitals (device_id) values ($1)', [device]);
  }
  return { id, district, devices };
}

/** A member of staff of some districts; the id is a person's, new each time. */
export function staffOf(role: string, of: 'all' | readonly string[], name = '보기 근무자'): Actor {
  return { id: randomUUID(), name, role, districts: of };
}
