// The phone's nearest places are those that a globe would name.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionOf, nearest } from './nearest.ts';

const seoul = {
  lat: fc.double({ min: 37.4, max: 37.7, noNaN: true }),
  lon: fc.double({ min: 126.8, max: 127.2, noNaN: true }),
};
const spot = fc.record(seoul);

/** Great-circle distance in metres (haversine). */
function onGlobe(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(rad(b.lat - a.lat) / 2) ** 2 +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lon - a.lon) / 2) ** 2;
  return 2 * 6_371_009 * Math.asin(Math.sqrt(h));
}

function columns(spots: readonly { lat: number; lon: number }[]) {
  return {
    lat: spots.map(({ lat }) => Math.round(lat * 1e5)),
    lon: spots.map(({ lon }) => Math.round(lon * 1e5)),
  };
}

test('distances are those of a globe within a few parts of a thousand, in rising order', () => {
  fc.assert(
    fc.property(
      fc.array(spot, { maxLength: 60 }),
      spot,
      fc.integer({ min: 1, max: 20 }),
      (spots, at, most) => {
        const found = nearest(columns(spots), at, most);
        expect(found.length).toBe(Math.min(most, spots.length));
        const all = spots.map((one) => onGlobe(at, one)).sort((a, b) => a - b);
        found.forEach(({ index, metres }, order) => {
          // A rounded degree is a metre and a half at most.
          expect(Math.abs(metres - onGlobe(at, spots[index]!))).toBeLessThan(2 + metres * 0.003);
          expect(metres).toBeLessThanOrEqual((all[order] ?? 0) * 1.003 + 2);
          expect(metres).toBeGreaterThanOrEqual(found[order - 1]?.metres ?? 0);
        });
      },
    ),
  );
});

test.each([
  [37.6, 127.0, 'n'],
  [37.5, 127.1, 'e'],
  [37.4, 127.0, 's'],
  [37.5, 126.9, 'w'],
  [37.58, 127.1, 'ne'],
])('%f, %f lies to the %s of the middle', (lat, lon, direction) => {
  const [found] = nearest(columns([{ lat, lon }]), { lat: 37.5, lon: 127.0 }, 1);
  expect(directionOf(found!.bearing)).toBe(direction);
});

test('every bearing has a direction', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 360, noNaN: true }), (bearing) => {
      expect(directionOf(bearing)).toMatch(/^[nsew]{1,2}$/);
    }),
  );
});

test('what is not wanted is passed by', () => {
  const field = columns([
    { lat: 37.5, lon: 127 },
    { lat: 37.51, lon: 127 },
  ]);
  expect(nearest(field, { lat: 37.5, lon: 127 }, 1, (index) => index !== 0)[0]?.index).toBe(1);
});
