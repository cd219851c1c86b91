// Every text on every ground, and every edge that must be seen, in each theme: contrast by WCAG 2.2, 1.4.3 and 1.4.11.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8').replace(
  /\/\*[\s\S]*?\*\//g,
  '',
);

type Colours = Record<string, string>;

/** The custom properties of one rule, by its selector as it stands in the file. */
function ruleOf(selector: string, within = css): Colours {
  const start = within.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const body = within.slice(start, within.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const dark = ruleOf('[data-theme="dark"]');
const paper = { ...dark, ...ruleOf('[data-theme="paper"]') };
const darkMore = { ...dark, ...ruleOf(':root[data-contrast="more"]') };
const paperMore = { ...paper, ...ruleOf(':root[data-contrast="more"][data-theme="paper"]') };
const themes = [
  { name: 'dark', colours: dark, text: 4.5, large: 3 },
  { name: 'paper', colours: paper, text: 4.5, large: 3 },
  { name: 'dark, high contrast', colours: darkMore, text: 7, large: 4.5 },
  { name: 'paper, high contrast', colours: paperMore, text: 7, large: 4.5 },
];

const grounds = ['ground', 'surface', 'raised'];
const states = ['danger', 'violet', 'info', 'good', 'grey'];
const inks = ['ink', 'ink-2', 'brand', 'lamp-ink', ...states];
/** What is written on a colour of its own. */
const onColour = [
  ['on-lamp', 'lamp'],
  ['on-danger', 'danger'],
  ['on-brand', 'brand'],
  ['ground', 'ink'],
  ['map-label', 'map-halo'],
] as const;
/** What is no text but must be seen: edges of fields, the focus, bars of a state, and the amber button. */
const edges = ['line-strong', 'ink', 'brand', ...states];

/** Relative luminance of `#rrggbb`. Source: WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const parts = /^#(..)(..)(..)$/.exec(colour);
  if (parts === null) throw new Error(`Not a plain colour: ${colour}`);
  const [r = 0, g = 0, b = 0] = parts.slice(1).map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dim + 0.05);
}

function colour(colours: Colours, name: string): string {
  return colours[name] ?? `(no --${name})`;
}

test('the arithmetic is that of the standard', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test.each(themes)('$name: every text on every ground', ({ colours, text }) => {
  const pairs = [
    ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const)),
    ...onColour,
  ];
  const weak = pairs
    .map(([ink, ground]) => ({
      ink,
      ground,
      is: contrast(colour(colours, ink), colour(colours, ground)),
    }))
    .filter(({ is }) => is < text);
  expect(weak).toEqual([]);
});

test.each(themes)('$name: every edge, bar and control', ({ colours, large }) => {
  const weak = grounds.flatMap((ground) => {
    const rim = colour(colours, 'lamp-edge');
    const lamp = rim === 'transparent' ? colour(colours, 'lamp') : rim;
    return [...edges.map((edge) => [edge, colour(colours, edge)] as const), ['lamp', lamp] as const]
      .map(([edge, seen]) => ({ edge, ground, is: contrast(seen, colour(colours, ground)) }))
      .filter(({ is }) => is < large);
  });
  expect(weak).toEqual([]);
});

test('what the system asks for and what is chosen here is the same high contrast', () => {
  const media = css.slice(css.indexOf('@media (prefers-contrast: more)'));
  for (const theme of ['', '[data-theme="paper"]'])
    expect(ruleOf(`:root:not([data-contrast="usual"])${theme}`, media)).toEqual(
      ruleOf(`:root[data-contrast="more"]${theme}`),
    );
});

test('no style sheet writes with a token, or on a token, that is not checked here', () => {
  const known = {
    color: new Set([...inks, ...onColour.map(([ink]) => ink)]),
    'background(?:-color)?': new Set([
      ...grounds,
      ...inks,
      ...onColour.map(([, ground]) => ground),
      // Shapes without a word on them: rules, the veil behind a window, dots on the map.
      ...['line', 'line-strong', 'shade', 'map-land', 'map-place'],
    ]),
  };
  const strangers = globSync('{platform,programme,apps}/**/*.css', { cwd: root }).flatMap(
    (file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return Object.entries(known).flatMap(([property, names]) =>
        [...text.matchAll(new RegExp(`(?<![-\\w])${property}:\\s*var\\(--([\\w-]+)\\)`, 'g'))]
          .map(([, name = '']) => name)
          .filter((name) => name in dark && !names.has(name))
          .map((name) => `${file} ${property} --${name}`),
      );
    },
  );
  expect(strangers).toEqual([]);
});
