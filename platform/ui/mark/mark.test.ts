// The mark is the same wherever it is drawn: on a page, as an icon of the browser, and on a phone's home screen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** What is drawn, without colours: the roof's path and the lamp's circle. */
function drawn(text: string): string[] {
  return [
    /\sd="([^"]+)"/.exec(text)?.[1] ?? '',
    ...(/cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/.exec(text)?.slice(1) ?? []),
  ];
}

test.each(['mark.svg', 'maskable.svg'])(
  '%s draws what the pages draw, with one stroke width',
  (file) => {
    expect(drawn(read(file))).toEqual(drawn(read('../Mark.tsx')));
    const widths = [...read(file).matchAll(/stroke-width="([^"]+)"/g)].map(([, width]) => width);
    expect(widths).toEqual([/stroke-width: ([\d.]+);/.exec(read('mark.css'))?.[1]]);
    expect(read(file)).not.toMatch(/<text|<script|<style|href/);
  },
);

test('the safe circle of a maskable icon holds the whole mark', () => {
  const [, x = 0, y = 0, scale = 0] = (
    /translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)/.exec(read('maskable.svg')) ?? []
  ).map(Number);
  // The farthest points of the mark, with half a stroke around them. Source: W3C Web App Manifest, "safe zone".
  for (const [px, py] of [
    [4, 16.2],
    [28, 16.2],
    [16, 4.8],
    [16, 27.2],
  ] as const) {
    const far = Math.hypot(x + px * scale - 16, y + py * scale - 16) + 1.7 * scale;
    expect(far).toBeLessThanOrEqual(32 * 0.4);
  }
});

test.each([
  ['icon-192.png', 192],
  ['icon-512.png', 512],
  ['maskable-192.png', 192],
  ['maskable-512.png', 512],
] as const)('%s is a PNG of %i pixels', (file, size) => {
  const png = readFileSync(join(folder, file));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
});
