// Icons become plain shapes, and anything that could carry markup is refused.
import { expect, test } from 'vitest';
import { readShapes } from './icon-plugin.ts';

test('shapes keep their attributes in order', () => {
  expect(
    readShapes('<!-- x --><svg a="b"><path d="M1 2" /><circle cx="1" cy="2" r="3" /></svg>'),
  ).toEqual([
    ['path', { d: 'M1 2' }],
    ['circle', { cx: '1', cy: '2', r: '3' }],
  ]);
});

test('a script or text inside an icon is refused', () => {
  expect(() => readShapes('<svg><script>alert(1)</script></svg>')).toThrow(/more than shapes/);
  expect(() => readShapes('hello')).toThrow(/not an SVG/);
});
