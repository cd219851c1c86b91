// Proves that the roll counts who answered, late ones too, and that the morning's result can be checked by anyone with the key.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system, type Tx } from '#platform/db/index.ts';
import { type Keyring, openKeyring } from '#platform/keys/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { callRoll, closeRoll, countLate, verifyRoll } from './index.ts';

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
const run = <T>(work: (tx: Tx) => Promise<T>) => city.db.transaction(system, work);

test('the roll of an evening: connected, lately heard, silent, late; and its signed end', async () => {
  const [connected, alive, late, closed] = city.stores;
  await city.asOwner(`update devices.vitals set last_seen_at = now() where device_id = $1`, [
    alive!.devices[0],
  ]);
  await city.asOwner(`update safe_houses.stores set state = 'closed' where id = $1`, [closed!.id]);
  const told = await run((tx) =>
    callRoll(tx, {
      connectedDeviceIds: [connected!.devices[0]!],
      districtsAtDesk: [city.districts[0]],
      policeAnswers: true,
    }),
  );
  expect(told).toMatchObject({ total: 5, answered: 2 });
  expect(await run(countLate)).toBeNull();
  await city.asOwner(
    `update devices.vitals set last_seen_at = clock_timestamp() where device_id = $1`,
    [late!.devices[0]],
  );
  expect(await run(countLate)).toMatchObject({ answered: 3, total: 5 });
  expect(await run((tx) => closeRoll(tx, keyring))).toBe(1);
  expect(await run((tx) => closeRoll(tx, keyring))).toBe(0);
  const [kept] = (await city.asOwner(
    'select result, signature, signed_by from safe_houses.roll_calls',
  )) as { result: string; signature: string; signed_by: string }[];
  expect(kept?.signed_by).toBe(keyring.keyId);
  expect(verifyRoll(keyring, kept!.result, kept!.signature)).toBe(true);
  expect(JSON.parse(kept!.result)).toMatchObject({ answered: 3, total: 5 });
  expect(
    verifyRoll(keyring, kept!.result.replace('"answered":3', '"answered":5'), kept!.signature),
  ).toBe(false);
});
