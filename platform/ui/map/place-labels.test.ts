// Names beside dots: none leaves the map or covers another where there is room, and one without room still gets a side.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxBeside, type Named, placeLabels } from './place-labels.ts';

const map = { width: 600, height: 400 };
const at = (x: number, y: number): Named => ({ x, y, radius: 8, width: 70, height: 18 });

test('a name stands on the right, and on the left at the right edge', () => {
  expect(placeLabels([at(300, 200), at(560, 200)], map)).toEqual(['right', 'left']);
});

test('a name gives way to the one placed before it, and to what is taken', () => {
  expect(placeLabels([at(300, 200), at(290, 200)], map)[1]).not.toBe('right');
  expect(placeLabels([at(300, 200)], map, [[308, 150, 420, 250]])).toEqual(['left']);
});

test('a dot outside the map has no name', () => {
  expect(placeLabels([at(-3, 200), at(300, 401)], map)).toEqual([null, null]);
});

test('a lone name never leaves the map', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: map.width, noNaN: true }),
      fc.double({ min: 14, max: map.height - 14, noNaN: true }),
      (x, y) => {
        const [side] = placeLabels([at(x, y)], map);
        const [left, top, right, bottom] = boxBeside(at(x, y), side ?? 'right');
        expect(Math.min(left, top, map.width - right, map.height - bottom)).toBeGreaterThanOrEqual(
          0,
        );
      },
    ),
  );
});
