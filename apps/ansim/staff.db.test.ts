// Proves that people come, change their duty, leave and come back by the command line, and what it says to a wrong word.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findEnrolment, findToken, openSession } from '#platform/auth/index.ts';
import { readSettings } from '#platform/config/index.ts';
import { system } from '#platform/db/index.ts';
import { type Keyring, openKeyring } from '#platform/keys/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import type { Flags } from './command.ts';
import { staffCommand } from './staff.ts';
import { tokenCommand } from './token.ts';

let city: SmallCity;
let folder: string;
let keyring: Keyring;
beforeAll(async () => {
  city = await openSmallCity();
  folder = mkdtempSync(join(tmpdir(), 'ansim-keys-'));
  keyring = openKeyring(folder);
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true });
});

async function run(command: typeof staffCommand, words: string[], flags: Flags = {}) {
  const said: string[] = [];
  const print = (text: string) => void said.push(text);
  await command({ db: city.db, keyring, settings: readSettings({}), words, flags, print });
  return said.join('\n');
}
const staff = (verb: string, flags: Flags = {}) => run(staffCommand, [verb], flags);

type Person = { id: string; login: string; role: string; districts: string[]; active: boolean };
const people = async () => JSON.parse(await staff('list', { json: true })) as Person[];
const find = async (login: string) => (await people()).find((one) => one.login === login)!;

test('somebody comes, changes, leaves and comes back; each is in the audit log, and what they held is worthless in between', async () => {
  const [near, next] = city.districts;
  const link = await staff('add', {
    login: 'Kim',
    name: '보기 근무자',
    role: 'operator',
    district: [near],
  });
  const secret = /#enrol=(\S+)/.exec(link)![1]!;
  expect(await staff('list')).toMatch(/kim +operator +no passkey yet {2}10001 {2}보기 근무자/);
  const { id } = await find('kim');
  await city.db.transaction(system, (tx) => openSession(tx, id));
  const { token } = JSON.parse(
    await run(tokenCommand, ['create'], { role: 'operator', login: 'kim', json: true }),
  ) as { token: string };
  const isGood = () =>
    city.db.transaction(system, async (tx) => (await findToken(tx, token)) !== null);
  expect(await isGood()).toBe(true);
  expect(
    await staff('change', { login: 'kim', role: 'manager', district: [near, next] }),
  ).toContain('kim                  manager        no passkey yet  10001 10002');

  expect(await staff('disable', { login: 'kim' })).toContain('cannot sign in any more');
  expect(await isGood()).toBe(false);
  await expect(
    city.db.transaction(system, (tx) => findEnrolment(tx, secret)),
  ).rejects.toMatchObject({ code: 'enrolment-over' });
  expect(await city.asOwner('select 1 from platform.sessions')).toEqual([]);
  await expect(staff('enrol', { login: 'kim' })).rejects.toThrow('Nobody signs in as "kim"');
  expect(await staff('list')).toContain('may not sign in');
  expect(await find('kim')).toMatchObject({ active: false });

  await staff('enable', { login: 'kim' });
  expect(await isGood()).toBe(true);
  expect(await staff('enrol', { login: 'kim' })).toContain('#enrol=');
  const marks = await city.asOwner(
    "select action from platform.audit where action like 'staff.%' order by id",
  );
  expect(marks.map(({ action }) => action)).toEqual([
    'staff.added',
    'staff.changed',
    'staff.disabled',
    'staff.enabled',
    'staff.enrolment-made',
  ]);
});

test.each<[string, string, Flags, RegExp]>([
  ['a name nobody has', 'disable', { login: 'nobody' }, /Nobody signs in as "nobody"/],
  ['no name', 'disable', {}, /staff disable --login NAME/],
  ['a role there is not', 'change', { login: 'kim', role: 'boss' }, /must be one of: operator/],
  ['a district there is not', 'change', { login: 'kim', district: ['9'] }, /no district 9.*10001/],
  ['nothing to change', 'change', { login: 'kim' }, /Say one of/],
  ['a name that cannot be', 'add', { login: '김', name: 'x', role: 'operator' }, /small letters/],
  ['a name taken', 'add', { login: 'kim', name: 'x', role: 'operator' }, /already/],
])('%s is told in a sentence', async (_, verb, flags, sentence) => {
  await expect(staff(verb, flags)).rejects.toThrow(sentence);
});
