// Proves that a device's behaviour and a model's layout are set by the command line, and that a wrong word is answered with what is right.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#platform/config/index.ts';
import { openKeyring } from '#platform/keys/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { enrolCommand } from './enrol.ts';

let city: SmallCity;
let folder: string;
beforeAll(async () => {
  city = await openSmallCity();
  folder = mkdtempSync(join(tmpdir(), 'ansim-policy-'));
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true });
});

async function run(...words: string[]): Promise<string> {
  const said: string[] = [];
  await enrolCommand({
    db: city.db,
    keyring: openKeyring(folder),
    settings: readSettings({}),
    words,
    flags: { store: '가게 1-1', protocol: 'lorawan-ttn', name: '0004a30b001c0530', json: true },
    print: (text) => void said.push(text),
  });
  return said.join('\n');
}

const layout = { from: 'bytes', fPort: 5, at: 0, presses: { '1': 'single' }, battery: 1 };

test('every policy of a device is set, shown and marked', async () => {
  const { id } = JSON.parse(await run('enrol')) as { id: string };
  const file = join(folder, 'model.json');
  writeFileSync(file, JSON.stringify(layout));
  await run('model', 'WB-7', file);
  const settings: string[][] = [
    ['label', '계산대', '단추'],
    ['silent', 'yes'],
    ['hold', 'on'],
    ['training', 'true'],
    ['countdown', '10'],
    ['interval', '3600'],
    ['model', 'WB-7'],
    ['mapping', JSON.stringify({ ...layout, at: 2 })],
  ];
  for (const words of settings) expect(await run('set', id, ...words)).toContain('now.');
  expect(JSON.parse(await run('show', id))).toMatchObject({
    label: '계산대 단추',
    silent: true,
    holdOnly: true,
    training: true,
    countdownSeconds: 10,
    intervalSeconds: 3600,
    model: 'WB-7',
    mapping: { at: 2 },
  });
  await run('set', id, 'silent', 'no');
  await run('set', id, 'model', 'none');
  await run('set', id, 'mapping', 'none');
  expect(JSON.parse(await run('show', id))).toMatchObject({
    silent: false,
    model: null,
    mapping: null,
  });
  expect(JSON.parse(await run('models'))).toEqual([{ name: 'WB-7', mapping: layout, devices: 0 }]);
  expect(
    await city.asOwner("select 1 from platform.audit where action = 'device.policy-set'"),
  ).toHaveLength(11);
});

test.each<[string[], RegExp]>([
  [['set'], /Keys: label, silent/],
  [['set', 'x', 'colour', 'red'], /Keys: label, silent/],
  [['set', 'x', 'countdown', '90'], /countdown cannot be 90/],
  [['set', 'x', 'silent', 'perhaps'], /silent cannot be perhaps/],
  [['set', 'x', 'silent', 'yes'], /No device x is in service/],
  [['show', 'x'], /No device x/],
  [['model', 'WB-8', '{"from":"bytes"}'], /mapping cannot be used: at/],
  [['model', 'WB-8', '{"from":"bytes","at":0,"presses":{"300":"long"}}'], /0 to 255/],
  [['model', 'WB-8', 'no-such-file.json'], /A mapping is JSON/],
  [['model', '', JSON.stringify(layout)], /named with letters/],
  [['dance'], /no "devices dance"/],
])('%j is answered with a sentence', async (words, sentence) => {
  await expect(run(...words)).rejects.toThrow(sentence);
});
