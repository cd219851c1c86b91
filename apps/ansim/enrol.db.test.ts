// Proves that a device enrolled from the command line is heard with what was shown, and not after it was renewed or retired.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#platform/config/index.ts';
import { system } from '#platform/db/index.ts';
import { type Keyring, openKeyring } from '#platform/keys/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { findDevice } from '#programme/devices/index.ts';
import { enrolCommand } from './enrol.ts';

let city: SmallCity;
let folder: string;
let keyring: Keyring;
beforeAll(async () => {
  city = await openSmallCity(2);
  folder = mkdtempSync(join(tmpdir(), 'ansim-keys-'));
  keyring = openKeyring(folder);
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true });
});

async function run(words: string[], flags: Record<string, string | boolean> = {}) {
  const said: string[] = [];
  const { db } = city;
  const print = (text: string) => void said.push(text);
  await enrolCommand({ db, keyring, settings: readSettings({}), words, flags, print });
  return said.join('\n');
}

/** Whether the broker would know this name by this secret. */
async function opens(username: string, password: string): Promise<boolean> {
  const device = await city.db.transaction(system, (tx) =>
    findDevice(tx, ['mqtt-zigbee2mqtt'], username),
  );
  return device !== undefined && keyring.deviceSecret(device.id, device.secretVersion) === password;
}

type Shown = { id: string; mqtt: { topic: string; username: string; password: string } };

test('what is shown once opens the broker; a renewed secret closes it, a retired device for good', async () => {
  const flags = { store: '가게 1-1', protocol: 'mqtt-zigbee2mqtt', name: 'counter-17', json: true };
  const { id, mqtt } = JSON.parse(await run(['enrol'], flags)) as Shown;
  expect(mqtt.topic).toBe('zigbee2mqtt/counter-17');
  expect(await opens(mqtt.username, mqtt.password)).toBe(true);
  await expect(run(['enrol'], flags)).rejects.toThrow('enrolled on mqtt-zigbee2mqtt already');
  const renewed = JSON.parse(await run(['renew', id], { json: true })) as Shown;
  expect(await opens(mqtt.username, mqtt.password)).toBe(false);
  expect(await opens(mqtt.username, renewed.mqtt.password)).toBe(true);
  await run(['retire', id]);
  expect(await opens(mqtt.username, renewed.mqtt.password)).toBe(false);
  await expect(run(['retire', id])).rejects.toThrow('is in service');
  expect(JSON.parse(await run(['enrol'], flags))).toMatchObject({ protocol: 'mqtt-zigbee2mqtt' });
});

test('a phone gets a link and a QR code; a store that fits twice, a missing name and an unknown wire are told', async () => {
  const said = await run(['enrol'], { store: '가게 2-1', protocol: 'page' });
  expect(said).toMatch(/\/field#[0-9a-f-]{36}\.[a-z0-9]{26}/);
  expect(said).toContain('█');
  await expect(run(['enrol'], { store: '가게', protocol: 'page' })).rejects.toThrow(
    'More than one',
  );
  await expect(run(['enrol'], { store: '없는 곳', protocol: 'page' })).rejects.toThrow('No store');
  await expect(run(['enrol'], { store: '가게 2-1', protocol: 'mqtt-plain' })).rejects.toThrow(
    '--name',
  );
  await expect(run(['enrol'], { store: '가게 2-1', protocol: 'radio' })).rejects.toThrow(
    'Protocols: mqtt-zigbee2mqtt',
  );
});
