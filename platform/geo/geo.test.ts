// Proves the geometry on shapes drawn at random and on places whose distances are known.
import * as fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import {
  type Area,
  bearing,
  bounds,
  dissolve,
  distanceMetres,
  metresToArea,
  metresToBorder,
  pointInPolygon,
  pointInside,
  shareBorder,
} from './index.ts';

const point = fc.record({
  lat: fc.double({ min: 33, max: 39, noNaN: true }),
  lon: fc.double({ min: 124, max: 132, noNaN: true }),
});

function box(west: number, south: number, east: number, north: number): Position[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
const square = (w: number, s: number, e: number, n: number): Area => ({
  type: 'Polygon',
  coordinates: [box(w, s, e, n)],
});

/** A patchwork of cells with jagged shared borders; each cell is one area, all cells fill the whole. */
function patchwork(jitter: readonly number[], columns: number, rows: number): Area[] {
  const corner = (x: number, y: number): Position => {
    const rim = x === 0 || y === 0 || x === columns || y === rows;
    const shift = rim ? 0 : (jitter[(x * 7 + y * 13) % jitter.length] ?? 0);
    return [127 + (x + shift) / 100, 37 + (y - shift) / 100];
  };
  return Array.from({ length: columns * rows }, (_, index) => {
    const x = index % columns;
    const y = Math.floor(index / columns);
    const ring = [
      corner(x, y),
      corner(x + 1, y),
      corner(x + 1, y + 1),
      corner(x, y + 1),
      corner(x, y),
    ];
    return { type: 'Polygon', coordinates: [index % 2 ? ring.toReversed() : ring] };
  });
}
const jitters = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), {
  minLength: 5,
  maxLength: 20,
});

describe('distance and bearing', () => {
  test('agree with known places: Seoul City Hall to Busan City Hall, 325 km to the south-east', () => {
    const seoul = { lat: 37.5663, lon: 126.9779 };
    const busan = { lat: 35.1798, lon: 129.075 };
    expect(distanceMetres(seoul, busan)).toBeGreaterThan(324_000);
    expect(distanceMetres(seoul, busan)).toBeLessThan(326_000);
    expect(bearing(seoul, busan)).toBeCloseTo(144.4, 0);
  });

  test('points of the compass', () => {
    const here = { lat: 37.5, lon: 127 };
    expect(bearing(here, { lat: 37.6, lon: 127 })).toBeCloseTo(0, 6);
    expect(bearing(here, { lat: 37.4, lon: 127 })).toBeCloseTo(180, 6);
    expect(bearing(here, { lat: 37.5, lon: 127.001 })).toBeCloseTo(90, 2);
    expect(bearing(here, { lat: 37.5, lon: 126.999 })).toBeCloseTo(270, 2);
  });

  test('a distance is the same both ways, never negative, and no detour is shorter', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(distanceMetres(a, b)).toBe(distanceMetres(b, a));
        expect(distanceMetres(a, a)).toBe(0);
        expect(distanceMetres(a, c)).toBeLessThanOrEqual(
          distanceMetres(a, b) + distanceMetres(b, c) + 1e-3,
        );
      }),
    );
  });

  test('a bearing is at least 0 and below 360', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const degrees = bearing(a, b);
        expect(degrees).toBeGreaterThanOrEqual(0);
        expect(degrees).toBeLessThan(360);
      }),
    );
  });
});

describe('point in polygon', () => {
  test('a hole is outside, an island in another part is inside', () => {
    const area: Area = {
      type: 'MultiPolygon',
      coordinates: [[box(0, 0, 10, 10), box(4, 4, 6, 6)], [box(20, 0, 30, 10)]],
    };
    expect(pointInPolygon({ lat: 2, lon: 2 }, area)).toBe(true);
    expect(pointInPolygon({ lat: 5, lon: 5 }, area)).toBe(false);
    expect(pointInPolygon({ lat: 5, lon: 25 }, area)).toBe(true);
    expect(pointInPolygon({ lat: 5, lon: 15 }, area)).toBe(false);
  });

  test('every point of a patchwork lies in exactly one patch, on the shared borders too', () => {
    const inside = fc.tuple(
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
    );
    fc.assert(
      fc.property(jitters, inside, fc.nat(24), fc.nat(3), (jitter, [x, y], cell, corner) => {
        const patches = patchwork(jitter, 5, 5);
        const ring = (patches[cell]!.coordinates as Position[][])[0]!;
        const [lon, lat] = ring[corner] as [number, number];
        const next = ring[corner + 1] as [number, number];
        const free = { lat: 37 + y * 0.05, lon: 127 + x * 0.05 };
        const onBorder = { lat: (lat + next[1]) / 2, lon: (lon + next[0]) / 2 };
        const whole = square(127, 37, 127.05, 37.05);
        for (const point of [free, onBorder, { lat, lon }]) {
          if (!pointInPolygon(point, whole) || metresToBorder(point, whole) < 1e-3) continue;
          expect(patches.filter((patch) => pointInPolygon(point, patch))).toHaveLength(1);
        }
      }),
    );
  });

  test('the direction of a ring does not matter', () => {
    fc.assert(
      fc.property(jitters, point, (jitter, { lat, lon }) => {
        const [patch] = patchwork(jitter, 1, 1) as [Area];
        const turned = {
          ...patch,
          coordinates: [(patch.coordinates as Position[][])[0]!.toReversed()],
        };
        const near = { lat: 37 + (lat - 33) / 400, lon: 127 + (lon - 124) / 400 };
        expect(pointInPolygon(near, turned as Area)).toBe(pointInPolygon(near, patch));
      }),
    );
  });
});

describe('borders', () => {
  test('the way to an area is the way to its border, and nothing from within', () => {
    const area = square(127, 37, 127.1, 37.1);
    const outside = { lat: 37.05, lon: 127.11 };
    expect(metresToArea(outside, area)).toBeCloseTo(
      distanceMetres(outside, { lat: 37.05, lon: 127.1 }),
      0,
    );
    expect(metresToArea({ lat: 37.05, lon: 127.05 }, area)).toBe(0);
    expect(metresToBorder({ lat: 37.05, lon: 127.09 }, area)).toBeCloseTo(887, -1);
  });

  test('a shared side makes neighbours, a shared corner does not, a gap of 10 m does not matter', () => {
    const middle = square(127, 37, 127.1, 37.1);
    expect(shareBorder(middle, square(127.1, 37, 127.2, 37.1))).toBe(true);
    expect(shareBorder(middle, square(127.1, 37.1, 127.2, 37.2))).toBe(false);
    expect(shareBorder(middle, square(127.1001, 37.02, 127.2, 37.05))).toBe(true);
    expect(shareBorder(middle, square(127.11, 37, 127.2, 37.1))).toBe(false);
  });

  test('a name stands inside its area, however the area bends', () => {
    const horseshoe: Area = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [9, 10],
          [9, 1],
          [1, 1],
          [1, 10],
          [0, 10],
          [0, 0],
        ],
      ],
    };
    expect(pointInPolygon(pointInside(horseshoe), horseshoe)).toBe(true);
    fc.assert(
      fc.property(jitters, (jitter) => {
        for (const patch of patchwork(jitter, 4, 4)) {
          expect(pointInPolygon(pointInside(patch), patch)).toBe(true);
        }
      }),
    );
  });

  test('the bounds of nothing are refused', () => {
    expect(() => bounds([])).toThrow(RangeError);
  });
});

describe('dissolve', () => {
  test('any group of patches covers the same ground as one area', () => {
    const chosen = fc.subarray(
      Array.from({ length: 16 }, (_, index) => index),
      { minLength: 1 },
    );
    const spot = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(
        jitters,
        chosen,
        fc.array(spot, { minLength: 20, maxLength: 20 }),
        (jitter, cells, spots) => {
          const all = patchwork(jitter, 4, 4);
          const patches = cells.map((cell) => all[cell]!);
          const whole = dissolve(patches);
          for (const [x, y] of spots) {
            const here = { lat: 37 + y * 0.04, lon: 127 + x * 0.04 };
            const covered = patches.some((patch) => pointInPolygon(here, patch));
            expect(pointInPolygon(here, whole)).toBe(covered);
          }
        },
      ),
    );
  });

  test('a ring of patches keeps its hole, and inner borders leave nothing behind', () => {
    const all = patchwork([0.1, -0.2, 0.15], 3, 3);
    const ring = dissolve(all.filter((_, index) => index !== 4));
    expect(ring.type).toBe('Polygon');
    expect(ring.coordinates).toHaveLength(2);
    const full = dissolve(all);
    expect(full.coordinates).toHaveLength(1);
    expect((full.coordinates as Position[][])[0]).toHaveLength(13);
  });

  test('patches that touch only at a corner stay two polygons', () => {
    const two = dissolve([square(0, 0, 1, 1), square(1, 1, 2, 2)]);
    expect(two.type).toBe('MultiPolygon');
    expect(two.coordinates).toHaveLength(2);
  });
});
