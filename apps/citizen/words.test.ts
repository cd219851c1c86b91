// Every language has every word, with the same values in it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, 'words');
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.json'));
const koreanOf = (file: string) => join(dirname(file), 'ko.json');
const read = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
const valuesOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test.each(files)('%s says what Korean says', (file) => {
  const [korean, other] = [read(koreanOf(file)), read(file)];
  expect(Object.keys(other).sort()).toEqual(Object.keys(korean).sort());
  for (const [key, text] of Object.entries(other)) {
    expect(text.trim(), key).not.toBe('');
    expect(valuesOf(text), key).toEqual(valuesOf(korean[key]!));
  }
});
