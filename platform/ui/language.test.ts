// Every module says the same things in every language, with the same values in them; a third language is a file.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterEach, expect, test } from 'vitest';
import { fill } from './fill.ts';
import {
  chooseLanguage,
  chooseNextLanguage,
  inLanguage,
  language,
  nameOfLanguage,
  offered,
  offerLanguages,
  words,
} from './language.ts';

const root = new URL('../../', import.meta.url).pathname;
// The English of the file reader is the sentence of its own error; only its Korean is a file.
const files = globSync('{platform,programme,apps}/**/ko.json', { cwd: root }).filter((file) =>
  existsSync(join(root, dirname(file), 'en.json')),
);
const others = files.flatMap((file) =>
  globSync('*.json', { cwd: join(root, dirname(file)) })
    .filter((name) => name !== 'ko.json' && name !== 'en.json')
    .map((name) => join(dirname(file), name)),
);

function read(file: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[}|])/g)].map((match) => match[1] ?? ''))].sort();
}

test('there are words to check', () => {
  expect(files.length).toBeGreaterThan(4);
});

test.each(files)('%s and its English have the same keys and values', (file) => {
  const ko = read(file);
  const en = read(join(dirname(file), 'en.json'));
  // A refusal of an import is its own English sentence; only its Korean is among the words.
  for (const key of Object.keys(ko)) if (key.startsWith('refused.') && !(key in en)) delete ko[key];
  expect(Object.keys(en).sort()).toEqual(Object.keys(ko).sort());
  for (const [key, text] of Object.entries(ko))
    expect({ key, names: namesIn(en[key] ?? '') }).toEqual({ key, names: namesIn(text) });
});

test('every other language is named by its code and says only what Korean and English say, with the same values', () => {
  for (const file of others) {
    const code = basename(file, '.json');
    expect(Intl.getCanonicalLocales(code), file).toEqual([code]);
    const ko = read(join(dirname(file), 'ko.json'));
    for (const [key, text] of Object.entries(read(file)))
      expect({ file, key, names: namesIn(text) }).toEqual({
        file,
        key,
        names: namesIn(ko[key] ?? 'a key that Korean lacks {}'),
      });
  }
});

test('particles follow the last letter, plurals the number', () => {
  expect(fill('{winner|이/가} 먼저', { winner: '이수연' }, 'ko')).toBe('이수연이 먼저');
  expect(fill('{unit|이/가} 온다', { unit: '순찰 14' }, 'ko')).toBe('순찰 14가 온다');
  expect(fill('{n} {n:call|calls}', { n: 1 }, 'en')).toBe('1 call');
  expect(fill('{n} {n:call|calls}', { n: 1234 }, 'en')).toBe('1,234 calls');
  expect(fill('{missing}', {}, 'en')).toBe('{missing}');
});

test('a language uses as many forms as it has', () => {
  const polish = '{n:zgłoszenie|zgłoszenia|zgłoszeń|zgłoszenia}';
  expect([1, 3, 5].map((n) => fill(polish, { n }, 'pl'))).toEqual([
    'zgłoszenie',
    'zgłoszenia',
    'zgłoszeń',
  ]);
  expect(fill('{n} {n:cuộc gọi}', { n: 5 }, 'vi')).toBe('5 cuộc gọi');
});

const vi = { help: 'Gọi giúp đỡ', near: 'Cách {distance}' };
const address = `data:application/json,${encodeURIComponent(JSON.stringify(vi))}`;
const ko = { help: '도움 부르기', near: '{distance} 떨어짐', later: '나중에' };
const en = { help: 'Call for help', near: '{distance} away', later: 'Later' };

afterEach(async () => {
  offerLanguages(['ko', 'en']);
  await chooseLanguage('ko');
});

test('a third language shows where it has words, and English where it has none', async () => {
  const t = words(ko, en, { '../../vi.json': address });
  const other = words({ close: '닫기' }, { close: 'Close' });
  expect(offered.value).toEqual(['ko', 'en']);
  offerLanguages(['ko', 'vi', 'en', 'xx']);
  // What no file speaks cannot be offered, whatever the city says.
  expect(offered.value).toEqual(['ko', 'vi', 'en']);
  chooseNextLanguage();
  await expect.poll(() => language.value).toBe('vi');
  expect(t('help')).toBe('Gọi giúp đỡ');
  expect(t('near', { distance: '180 m' })).toBe('Cách 180 m');
  expect(t('later')).toBe('Later');
  expect(other('close')).toBe('Close');
  expect(inLanguage({ ko: '다솜구', en: 'Dasom-gu' })).toBe('Dasom-gu');
  expect(nameOfLanguage('vi')).toBe('Tiếng Việt');
  // A part of the page that comes later speaks it too.
  const late = words(ko, en, { './vi.json': address });
  await expect.poll(() => late('help')).toBe('Gọi giúp đỡ');
});

test('a language whose file cannot be had leaves the screen as it is', async () => {
  words(ko, en, {
    './qu.json': 'data:application/json,broken',
    './ay.json': 'http://127.0.0.1:1/',
  });
  expect(await chooseLanguage('qu')).toBe(false);
  expect(await chooseLanguage('ay')).toBe(false);
  expect(await chooseLanguage('nobody-speaks-it')).toBe(false);
  expect(language.value).toBe('ko');
});

test('a file put beside the two of a module is built into the page, and nothing else changes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ansim-words-'));
  try {
    const module = readFileSync(join(root, 'apps/police/words.ts'), 'utf8');
    await writeFile(join(folder, 'words.ts'), module);
    for (const [name, text] of Object.entries({ ko, en, vi }))
      await writeFile(join(folder, `${name}.json`), JSON.stringify(text));
    const made = (await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        assetsInlineLimit: 0,
        rolldownOptions: { input: 'words.ts', external: /^#/, preserveEntrySignatures: 'strict' },
      },
    })) as Rolldown.RolldownOutput;
    const file = made.output.find(({ fileName }) => /vi-.*\.json$/.test(fileName));
    const code = made.output.find((one) => one.type === 'chunk')?.code ?? '';
    expect(JSON.parse(String(file?.type === 'asset' && file.source))).toEqual(vi);
    expect(code).toContain(file?.fileName);
    expect(code).not.toContain(vi.help);
    expect(code).toContain(ko.help);
  } finally {
    await rm(folder, { recursive: true });
  }
});
