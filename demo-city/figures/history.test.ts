// Proves that the demo city's past has the size of a real city's, and that hiding what is small leaves most of it to be read.
import { expect, test } from 'vitest';
import { type Cell, families, halfOf, monthAfter, monthOf } from '#programme/figures/index.ts';
import { randomFor } from '../prng.ts';
import { drawnFigures } from './history.ts';

const districts = Array.from({ length: 25 }, (_, index) => `${90001 + index}`);

test('half a year of 25 districts: thousands of reports, every table published, more than half of each shown', async () => {
  const last = '2026-06-01';
  const source = drawnFigures(districts, '2026-01-01', last);
  const ways = { below: 5, dice: randomFor(1, 'a test') };
  const cells: Cell[] = [];
  for (let month = '2026-01-01'; month <= last; month = monthAfter(month))
    for (const family of families) {
      const mine = (await source.tallies(month, month)).filter(({ of }) => family.includes(of));
      cells.push(...monthOf(family, month, mine, districts, ways)!);
    }
  const whole = await source.tallies('2026-01-01', last);
  for (const family of families)
    cells.push(
      ...halfOf(
        family,
        '2026-01-01',
        whole.filter(({ of }) => family.includes(of)),
        cells,
        districts,
        ways,
      ),
    );
  const reports = cells.filter(({ of, district }) => of === 'reports' && district === null);
  const sum = reports.reduce((all, { n }) => all + n!, 0);
  expect(sum).toBeGreaterThan(2000);
  expect(sum).toBeLessThan(4000);
  for (const of of families.flat())
    for (const months of [1, 6]) {
      const mine = cells.filter((cell) => cell.of === of && cell.months === months);
      if (of === 'reports' && months === 6) continue;
      expect(mine.length, `${of} ${months}`).toBeGreaterThan(30);
      expect(
        mine.filter(({ n }) => n === null).length / mine.length,
        `${of} ${months}`,
      ).toBeLessThan(0.5);
    }
});
