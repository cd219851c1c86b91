// Proves that the list of the phones says what the public list says, in the order its bits are counted, and changes its tag with it.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { safeHousesContract } from './contract.ts';
import { keepPhoneList, safeHouseRoutes } from './index.ts';
import { type PhoneNight, type PhonePlaces, toPhoneList } from './phone-list.ts';
import type { PublicRow } from './public-list.ts';

let city: SmallCity;
beforeAll(async () => {
  city = await openSmallCity(3);
});
afterAll(() => city?.close());

type Item = {
  name: string;
  kind: string;
  lat: number;
  lon: number;
  phone: string;
  confirmed: boolean;
};

/** What a phone that starts now is told; each time by a server that remembers nothing. */
async function told(): Promise<{ places: PhonePlaces; night: PhoneNight; items: Item[] }> {
  const http = createHttpServer({ db: city.db, authenticate: async () => null, log: () => {} });
  const phoneList = keepPhoneList(city.db);
  http.bind(safeHousesContract, safeHouseRoutes({ db: city.db, phoneList }));
  const ask = async (url: string) => (await http.app.inject({ method: 'GET', url })).json();
  const places = await ask('/api/safe-houses/places');
  const night = await ask('/api/safe-houses/night');
  const { items } = await ask('/api/safe-houses');
  await http.app.close();
  return { places, night, items };
}

const bit = (night: PhoneNight, index: number) =>
  ((Buffer.from(night.answered, 'base64')[index >> 3] ?? 0) >> (index & 7)) & 1;

test('every place of the public list is in the phone’s, with its answer of the night', async () => {
  await city.asOwner('update devices.vitals set last_seen_at = now() where device_id = $1', [
    city.stores[4]!.devices[0],
  ]);
  await city.asOwner(
    `insert into city.police_offices (name, kind, district, address, lat, lon) values ('보기 파출소', 'box', $1, '보기로 2', 37, 127)`,
    [city.districts[0]],
  );
  const { places, night, items } = await told();
  expect(places.tag).toBe(night.tag);
  expect([night.stores, night.offices, night.confirmed]).toEqual([9, 1, 1]);
  expect(places.name).toHaveLength(items.length);
  for (const item of items) {
    const index = places.name.indexOf(item.name);
    expect(places.lat[index]! / 1e5).toBeCloseTo(item.lat, 4);
    expect(places.lon[index]! / 1e5).toBeCloseTo(item.lon, 4);
    expect(places.hours[places.open[index]!]).toBe('24h');
    expect(index < places.stores).toBe(item.kind === 'store');
    if (item.kind === 'store') expect(bit(night, index) === 1, item.name).toBe(item.confirmed);
  }
});

test('an answer of the night leaves the places as they are; a suspended store makes them new', async () => {
  const before = await told();
  await city.asOwner('update devices.vitals set last_seen_at = now() where device_id = $1', [
    city.stores[5]!.devices[0],
  ]);
  const answered = await told();
  expect(answered.night.tag).toBe(before.night.tag);
  expect(answered.night.confirmed).toBe(before.night.confirmed + 1);
  await city.asOwner(`update safe_houses.stores set state = 'suspended' where id = $1`, [
    city.stores[0]!.id,
  ]);
  const suspended = await told();
  expect(suspended.night.tag).not.toBe(before.night.tag);
  expect(suspended.places.name).not.toContain('가게 1-1');
});

test('whatever stores there are, each bit is that of its own row', () => {
  const row = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom<'store' | 'police'>('store', 'police'),
    name: fc.string(),
    district: fc.constantFrom('10001', '10002'),
    confirmed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 40 }), (found) => {
      const rows = found.map(
        (some): PublicRow => ({
          ...some,
          name_en: null,
          address: some.id,
          phone: null,
          lat: 37.5,
          lon: 127,
          hours: '24h',
          answered_at: null,
        }),
      );
      const { places, night } = toPhoneList(rows, null);
      expect(places.address).toHaveLength(rows.length);
      expect(night.stores + night.offices).toBe(rows.length);
      for (const { id, kind, confirmed } of rows) {
        const index = places.address.indexOf(id);
        expect(index < night.stores).toBe(kind === 'store');
        if (kind === 'store') expect(bit(night, index) === 1).toBe(confirmed);
      }
    }),
  );
});
