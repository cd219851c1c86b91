// Every module says the same things in both languages, with the same values in them.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fill } from './language.ts';

const root = new URL('../../', import.meta.url).pathname;
// The English of the file reader is the sentence of its own error; only its Korean is a file.
const files = globSync('{platform,programme,apps}/**/ko.json', { cwd: root }).filter((file) =>
  existsSync(join(root, dirname(file), 'en.json')),
);

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[}|])/g)].map((match) => match[1] ?? ''))].sort();
}

test('there are words to check', () => {
  expect(files.length).toBeGreaterThan(4);
});

test.each(files)('%s and its English have the same keys and values', (file) => {
  const ko = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
  const en = JSON.parse(readFileSync(join(root, dirname(file), 'en.json'), 'utf8')) as Record<
    string,
    string
  >;
  // A refusal of an import is its own English sentence; only its Korean is among the words.
  for (const key of Object.keys(ko)) if (key.startsWith('refused.') && !(key in en)) delete ko[key];
  expect(Object.keys(en).sort()).toEqual(Object.keys(ko).sort());
  for (const [key, text] of Object.entries(ko))
    expect({ key, names: namesIn(en[key] ?? '') }).toEqual({ key, names: namesIn(text) });
});

test('particles follow the last letter, plurals the number', () => {
  expect(fill('{winner|이/가} 먼저', { winner: '이수연' }, 'ko')).toBe('이수연이 먼저');
  expect(fill('{winner|이/가} 먼저', { winner: '박도하' }, 'ko')).toBe('박도하가 먼저');
  expect(fill('{unit|이/가} 온다', { unit: '순찰 21' }, 'ko')).toBe('순찰 21이 온다');
  expect(fill('{unit|이/가} 온다', { unit: '순찰 14' }, 'ko')).toBe('순찰 14가 온다');
  expect(fill('{n} {n:call|calls}', { n: 1 }, 'en')).toBe('1 call');
  expect(fill('{n} {n:call|calls}', { n: 1234 }, 'en')).toBe('1,234 calls');
  expect(fill('{missing}', {}, 'en')).toBe('{missing}');
});
