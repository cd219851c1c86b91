// Proves of the outbox's push adapter that a phone that is gone is forgotten, that old news is given up, and that nobody off duty is woken.
import { createECDH, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPush } from '#gateways/push/open-for-test.ts';
import { openKeyring } from '#platform/keys/index.ts';
import type { DeliveryResult, OutboxRow } from '#platform/outbox/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import { pushAdapter } from './units.ts';

const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
const phone = createECDH('prime256v1');
phone.generateKeys();
const auth = randomBytes(16);
const got: Buffer[] = [];
let status = 201;
const service = createServer((request, reply) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    got.push(Buffer.concat(parts));
    reply.writeHead(status).end();
  });
});
let city: SmallCity;
let folder: string;
let deliver: (row: OutboxRow) => Promise<DeliveryResult>;
let unit: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  city = await openSmallCity();
  folder = mkdtempSync(join(tmpdir(), 'ansim-keys-'));
  const ports = { db: city.db, config: () => config, keyring: openKeyring(folder) };
  deliver = pushAdapter(ports, () => 'https://city.example').deliver;
  unit = city.units[0]!.id;
});
afterAll(async () => {
  await city?.close();
  rmSync(folder, { recursive: true, force: true });
  await new Promise((resolve) => service.close(resolve));
});
beforeEach(async () => {
  got.length = 0;
  status = 201;
  const { port } = service.address() as AddressInfo;
  await city.asOwner('delete from duty.push_addresses');
  await city.asOwner('update duty.units set has_phone = true, on_duty = true');
  await city.asOwner(
    'insert into duty.push_addresses (unit_id, endpoint, p256dh, auth) values ($1, $2, $3, $4)',
    [
      unit,
      `http://127.0.0.1:${port}/x`,
      phone.getPublicKey('base64url'),
      auth.toString('base64url'),
    ],
  );
});

const row = (attempts = 1): OutboxRow => ({
  id: '1',
  kind: 'web-push',
  subjectId: 'a0000000-0000-4000-8000-000000000000',
  payload: { unitId: unit, about: 'offer', forSeconds: 30 },
  attempts,
});
const addresses = () => city.asOwner('select 1 from duty.push_addresses');

test('it arrives with ids only; the city’s key stays the same after a restart', async () => {
  expect(await deliver(row())).toEqual({ result: 'delivered' });
  const { id, ...rest } = JSON.parse(openPush(got[0]!, phone, auth)) as Record<string, string>;
  expect([id, rest]).toEqual([row().subjectId, { about: 'offer' }]);
  expect(openKeyring(folder).pushKey).toEqual(openKeyring(folder).pushKey);
});

test('a phone that is gone is forgotten; a service that fails is asked again, but not for ever', async () => {
  status = 503;
  expect(await deliver(row())).toEqual({ result: 'later', error: 'status-503' });
  expect(await deliver(row(6))).toEqual({ result: 'given-up', error: 'status-503' });
  expect(await addresses()).toHaveLength(1);
  status = 410;
  expect(await deliver(row())).toEqual({ result: 'given-up', error: 'gone' });
  expect(await addresses()).toHaveLength(0);
  expect(await deliver(row())).toEqual({ result: 'given-up', error: 'no-address' });
});

test('a unit off duty, or whose phone was revoked, is not woken', async () => {
  for (const change of [
    'on_duty = false, lat = null, lon = null',
    'has_phone = false, on_duty = true',
  ]) {
    await city.asOwner(`update duty.units set ${change} where id = '${unit}'`);
    expect(await deliver(row())).toEqual({ result: 'given-up', error: 'no-address' });
  }
  expect(got).toEqual([]);
});
