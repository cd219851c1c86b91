// Proves that the demo city is the same every time, that its districts tile it, and that everything in it lies where it says.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { bounds, distanceMetres, pointInPolygon, ringsOf } from '#platform/geo/index.ts';
import { roles } from '#programme/city/index.ts';
import { buildDemoCity, type DemoCity } from './index.ts';

const whole = buildDemoCity();
const digest = (city: DemoCity) => createHash('sha256').update(JSON.stringify(city)).digest('hex');

test('another process builds the same city, byte for byte; another seed builds another', () => {
  const script = `import { createHash } from 'node:crypto';
    import { buildDemoCity } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    process.stdout.write(createHash('sha256').update(JSON.stringify(buildDemoCity())).digest('hex'));`;
  const elsewhere = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: 'America/Caracas', LC_ALL: 'tr_TR.UTF-8' },
  });
  expect(elsewhere.toString()).toBe(digest(whole));
  expect(digest(buildDemoCity({ seed: 2 }))).not.toBe(digest(whole));
}, 60_000);

/** Twice the area that a ring encloses, in square degrees; positive when it runs anticlockwise. */
function twiceArea(ring: readonly Position[]): number {
  return ring
    .slice(1)
    .reduce((sum, [x, y], at) => sum + ring[at]![0]! * y! - x! * ring[at]![1]!, 0);
}

test('25 districts tile the city: every inner border is shared by two, and the outer ones are one ring around all of it', () => {
  expect(whole.districts).toHaveLength(25);
  const edges = new Map<string, string>();
  for (const { code, border } of whole.districts)
    for (const ring of ringsOf(border)) {
      expect(ring[0]).toEqual(ring.at(-1));
      for (const [at, to] of ring.slice(1).entries()) {
        const edge = `${ring[at]}>${to}`;
        expect(edges.get(edge), `two districts lie on the same side of ${edge}`).toBeUndefined();
        edges.set(edge, code);
      }
    }
  const outer = new Map<string, string>();
  const shared = new Map<string, Set<string>>();
  for (const [edge, code] of edges) {
    const [from, to] = edge.split('>') as [string, string];
    const other = edges.get(`${to}>${from}`);
    if (!other) {
      expect(outer.has(from), `the rim touches itself at ${from}`).toBe(false);
      outer.set(from, to);
    } else shared.set(code, (shared.get(code) ?? new Set()).add(other));
  }
  // Walk the rim once around: what were left over would be the rim of a hole.
  const rim: Position[] = [];
  const [start] = outer.keys();
  for (let at = start!; rim.length <= outer.size; at = outer.get(at)!) {
    rim.push(at.split(',').map(Number));
    if (at === start && rim.length > 1) break;
  }
  expect(rim.length - 1, 'there is a hole between districts').toBe(outer.size);
  const areas = whole.districts.flatMap(({ border }) => ringsOf(border).map(twiceArea));
  expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(twiceArea(rim), 10);
  for (const { code, neighbours } of whole.districts) {
    expect(new Set(neighbours), code).toEqual(shared.get(code));
    expect(neighbours.length).toBeGreaterThan(0);
  }
});

test('a point anywhere in the city is in one district and no more', () => {
  const borders = whole.districts.map(({ border }) => border);
  const [west, south, east, north] = bounds(borders);
  let inside = 0;
  for (let step = 0; step < 3000; step += 1) {
    const point = {
      lon: west + (east - west) * ((step * 0.754877666) % 1),
      lat: south + (north - south) * ((step * 0.569840296) % 1),
    };
    const count = borders.filter((border) => pointInPolygon(point, border)).length;
    expect(count).toBeLessThanOrEqual(1);
    inside += count;
  }
  expect(inside).toBeGreaterThan(1000);
});

function expectInside(
  what: string,
  things: readonly { id?: string; district: string; lat: number; lon: number }[],
  city = whole,
): void {
  const borders = new Map(city.districts.map(({ code, border }) => [code, border]));
  const outside = things.filter((thing) => !pointInPolygon(thing, borders.get(thing.district)!));
  expect(outside, `${what} outside of their district`).toEqual([]);
}

test('stores, offices, stations and units lie in the district that they say, and no two stores at one spot', () => {
  expect(whole.stores).toHaveLength(656);
  expect(whole.policeOffices).toHaveLength(453);
  expectInside('stores', whole.stores);
  expectInside('police offices', whole.policeOffices);
  expectInside('stations', whole.stations);
  expectInside('streets', whole.streets);
  expectInside('units', whole.units);
  const spots = new Set(whole.stores.map(({ lat, lon }) => `${lat} ${lon}`));
  expect(spots.size).toBe(whole.stores.length);
  for (const district of whole.districts) {
    const within = <T extends { district: string }>(things: readonly T[]) =>
      things.filter((thing) => thing.district === district.code);
    expect(within(whole.stores).length, district.name.ko).toBeGreaterThanOrEqual(10);
    expect(within(whole.policeOffices).some(({ kind }) => kind === 'station')).toBe(true);
    expect(within(whole.units).filter(({ onDuty }) => onDuty).length).toBeGreaterThan(0);
  }
});

test('a store has its own telephone, buttons whose names are nobody else’s, and a police office not far away', () => {
  const offices = new Map(whole.policeOffices.map((office) => [office.id, office]));
  const phones = new Set(whole.stores.map(({ phone }) => phone));
  expect(phones.size).toBe(whole.stores.length);
  const buttons = whole.stores.flatMap((store) => store.buttons.map(({ id }) => id));
  expect(new Set(buttons).size).toBe(buttons.length);
  for (const store of whole.stores) {
    expect(store.buttons.length).toBeGreaterThan(0);
    const office = offices.get(store.policeOfficeId)!;
    expect(distanceMetres(store, office), store.name).toBeLessThan(5000);
    expect(store.name.trim() && store.nameEn.trim() && store.address.ko.trim()).toBeTruthy();
  }
});

test('it looks like a city: a river through it, streets of three widths, lines with stations, hills and parks, all on the map', () => {
  const { water, streets, parks, stations, labels } = whole.map;
  expect(water.features.some(({ properties }) => properties.kind === 'river')).toBe(true);
  for (const width of ['major', 'main', 'minor'])
    expect(streets.features.filter((one) => one.properties.class === width).length).toBeGreaterThan(
      50,
    );
  expect(whole.stations.length).toBeGreaterThan(100);
  expect(stations.features.some(({ properties }) => properties.kind === 'line')).toBe(true);
  expect(new Set(parks.features.map(({ properties }) => properties.kind))).toEqual(
    new Set(['hill', 'park']),
  );
  expect(labels.features.filter(({ properties }) => properties.kind === 'district')).toHaveLength(
    25,
  );
  const [west, south, east, north] = whole.city.bounds;
  for (const { lat, lon } of [...whole.stores, ...whole.policeOffices, ...whole.stations])
    expect(lon >= west && lon <= east && lat >= south && lat <= north).toBe(true);
});

test('every role has somebody, and every district an operator for the night', () => {
  expect(new Set(whole.staff.map(({ role }) => role))).toEqual(new Set(roles));
  const logins = whole.staff.map(({ login }) => login);
  expect(new Set(logins).size).toBe(logins.length);
  for (const { code } of whole.districts)
    expect(
      whole.staff.some(
        (one) => one.role === 'operator' && one.district === code && one.shift === 'night',
      ),
    ).toBe(true);
});

describe.each([
  [0.1, 66],
  [2, 1312],
])('at scale %d', (scale, stores) => {
  const city = buildDemoCity({ scale });
  test('the map stays, and stores, staff and history go with the scale', () => {
    expect(city.stores).toHaveLength(stores);
    expect(JSON.stringify(city.districts)).toBe(JSON.stringify(whole.districts));
    expect(city.policeOffices).toHaveLength(453);
    expectInside('stores', city.stores, city);
    expect(new Set(city.staff.map(({ role }) => role))).toEqual(new Set(roles));
    const served = new Set(city.stores.map(({ district }) => district));
    expect(served.size).toBe(25);
  });
});

test.each([0, -1, 1001, Number.NaN])('a scale of %d is refused', (scale) => {
  expect(() => buildDemoCity({ scale })).toThrow(RangeError);
});
