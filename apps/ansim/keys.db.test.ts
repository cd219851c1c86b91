// Proves the city's part in the keys by the command line: the ceremony, desks and their people, signing, ending, and recovery by two of three.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readSettings } from '#platform/config/index.ts';
import { type Database, system } from '#platform/db/index.ts';
import { openKeyring } from '#platform/keys/index.ts';
import { fingerprintOf, type KeyPair, makeKeyPair, toBase64url } from '#platform/sealing/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { openHanded } from '#programme/overrides/sealing/hand-over.ts';
import { continueBook, emptyBook, newestKeyIn } from '#programme/reports/sealing/book.ts';
import { type DeskKey, makeDeskKey, openDeskKeys } from '#programme/reports/sealing/desk.ts';
import { sealPart } from '#programme/reports/sealing/hers.ts';
import type { CommandContext, Flags } from './command.ts';
import { desksCommand } from './desks.ts';
import { keysCommand } from './keys.ts';
import { staffCommand } from './staff.ts';

let city: SmallCity;
let folder: string;
let context: Omit<CommandContext, 'words' | 'flags' | 'print'>;
beforeAll(async () => {
  vi.stubEnv('ANSIM_PASSPHRASE', '아주 긴 문장입니다 정말로');
  city = await openSmallCity(0);
  folder = mkdtempSync(join(tmpdir(), 'ansim-ceremony-'));
  const keyring = openKeyring(join(folder, 'server'));
  context = { db: city.db, keyring, settings: readSettings({}) };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await city.close();
  rmSync(folder, { recursive: true });
});

type Command = (context: CommandContext) => Promise<boolean>;
async function run(command: Command, line: string, flags: Flags = {}): Promise<string> {
  const said: string[] = [];
  await command({ ...context, words: line.split(' '), flags, print: (text) => said.push(text) });
  return said.join('\n');
}
const keys = (line: string, flags: Flags = {}) => run(keysCommand, line, flags);
const made = () => join(folder, 'ceremony');
const key = () => join(made(), 'signing-key.json');
const share = (number: number) => join(made(), `custodian-${number}.share`);

const rows = <T>(db: Database, of: 'staff' | 'log' | 'held', desk = '') =>
  db.transaction(system, (tx) =>
    of === 'staff'
      ? tx.sql<T & object>`select id, login from platform.staff`
      : of === 'log'
        ? tx.sql<
            T & object
          >`select position::int, before, text, signature from reports.key_log order by position`
        : tx.sql<
            T & object
          >`select desk_key_id, holder_id, wrap from reports.held_keys where desk_id = ${desk}`,
  );

const book = async () => {
  type Row = { position: number; before: string; text: string; signature: string };
  const { signingKey } = JSON.parse(readFileSync(join(made(), 'city-keys.json'), 'utf8'));
  return continueBook(emptyBook, await rows<Row>(city.db, 'log'), signingKey);
};

/** What the browser of a member does; the walls are proved elsewhere. */
async function enrol(login: string): Promise<{ id: string } & KeyPair> {
  const staff = (await rows<{ id: string; login: string }>(city.db, 'staff')).find(
    (one) => one.login === login,
  )!;
  const own = { id: randomUUID(), ...(await makeKeyPair()) };
  await city.asOwner(
    'insert into reports.staff_keys (id, staff_id, public_key, locked) values ($1, $2, $3, $4)',
    [own.id, staff.id, Buffer.from(own.publicKey), {}],
  );
  return own;
}

async function giveKey(desk: string, holders: readonly string[]): Promise<DeskKey> {
  const one = await makeDeskKey(desk, holders, await book());
  await city.asOwner(
    `insert into reports.desk_keys (id, desk_id, generation, public_key, made_by)
     select $1, $2, 1 + count(*), $3, 'a member' from reports.desk_keys where desk_id = $2`,
    [one.key, desk, Buffer.from(one.publicKey, 'base64url')],
  );
  for (const { holder, wrap } of one.held)
    await city.asOwner(
      'insert into reports.held_keys (desk_key_id, holder_id, desk_id, wrap, made_by) values ($1, $2, $3, $4, $5)',
      [one.key, holder, desk, Buffer.from(wrap, 'base64url'), 'a member'],
    );
  return { id: one.key, desk, privateKey: one.privateKey };
}

test('a ceremony is held once, into a folder for its owner only, and installed once', async () => {
  expect(await keys(`ceremony ${made()}`)).toContain('any two open the recovery key');
  await expect(keys(`ceremony ${made()}`)).rejects.toThrow('holds the keys of a ceremony already');
  for (const file of [key(), share(1), share(3)]) expect(statSync(file).mode & 0o077).toBe(0);
  vi.stubEnv('ANSIM_PASSPHRASE', '짧다');
  await expect(keys(`ceremony ${made()}-2`)).rejects.toThrow('at least 12');
  vi.stubEnv('ANSIM_PASSPHRASE', '다른 문장이 들어왔습니다');
  await expect(keys(`install ${made()}`)).rejects.toThrow('does not fit');
  vi.stubEnv('ANSIM_PASSPHRASE', '아주 긴 문장입니다 정말로');
  expect(await keys(`install ${made()}`)).toContain('The city has its keys');
  await expect(keys(`install ${made()}`)).rejects.toThrow('already');
  expect((await book()).head.position).toBe(1);
});

test('a desk comes to life: people on its list, keys compared by their digits and signed', async () => {
  const desk = (
    await run(desksCommand, 'add', { kind: 'crisis-team', district: [city.districts[0]] })
  ).split('\n')[0]!;
  await expect(
    run(desksCommand, 'add', { kind: 'crisis-team', district: [city.districts[0]] }),
  ).rejects.toThrow('already');
  await expect(run(desksCommand, 'add', { kind: 'nothing' })).rejects.toThrow('Kinds:');
  for (const login of ['gana', 'dara']) {
    await run(staffCommand, 'add', {
      login,
      name: '보기',
      role: 'crisis-team',
      district: [city.districts[0]],
    });
    expect(await run(desksCommand, `join ${desk}`, { login })).toContain('hands on its key');
  }
  expect(await run(desksCommand, 'list')).toContain('no key yet  dara gana');
  const gana = await enrol('gana');
  const dara = await enrol('dara');
  expect(await keys('list')).toContain(
    `${gana.id}  ${await fingerprintOf(gana.publicKey)}  gana (보기)`,
  );
  await expect(keys('sign')).rejects.toThrow('Say one of');
  expect(await keys(`sign ${gana.id} ${dara.id} ${randomUUID()}`, { key: key() })).toContain(
    'nothing waits under',
  );
  await giveKey(desk, [gana.id, dara.id]);
  expect(await keys('sign', { all: true, key: key() })).toContain('desk crisis-team 10001, key 1');
  expect(await run(desksCommand, 'list')).toContain('key 1');
  expect((await book()).head.position).toBe(5);
});

test('both laptops are lost: two of three custodians open the desk for a new key, one never does', async () => {
  const [desk] = JSON.parse(await run(desksCommand, 'list', { json: true })) as { id: string }[];
  const signed = (JSON.parse(await keys('list', { json: true })) as { signed: { id: string }[] })
    .signed;
  for (const { id } of signed)
    expect(await keys(`end ${id}`, { key: key() })).toContain('asked to make new ones');
  expect(await run(desksCommand, `leave ${desk!.id}`, { login: 'dara' })).toContain('sees nothing');
  const fresh = await enrol('gana');
  const why = '두 노트북을 모두 잃어버렸습니다';
  const recover = (shares: string[], more: Flags = {}) =>
    keys(`recover ${desk!.id}`, { for: fresh.id, share: shares, reason: why, ...more });
  await expect(recover([share(1), share(3)])).rejects.toThrow('not a signed one of a member');
  await keys('sign', { all: true, key: key() });
  await expect(recover([share(1)])).rejects.toThrow('Say one of');
  await expect(recover([share(1), share(1)])).rejects.toThrow('Two different shares');
  await expect(recover([share(1), share(3)], { reason: 'x' })).rejects.toThrow('Say the reason');
  const slip = join(folder, 'slip.share');
  writeFileSync(slip, readFileSync(share(2), 'utf8').replace(/.(?=:[0-9a-f]{4}\n)/, '0'));
  await expect(recover([share(1), slip])).rejects.toThrow(/Share 2 is no share/);
  await keys(`ceremony ${made()}-2`);
  const foreign = join(`${made()}-2`, 'custodian-2.share');
  await expect(recover([share(1), foreign])).rejects.toThrow('of another ceremony');
  const outsider = await enrol('dara');
  await keys('sign', { all: true, key: key() });
  await expect(recover([share(1), share(2)], { for: outsider.id })).rejects.toThrow(
    'not a signed one of a member',
  );

  expect(await recover([share(3), share(1)])).toContain('1 keys of the desk were handed');
  type Held = { desk_key_id: string; holder_id: string; wrap: Buffer };
  const held = (await rows<Held>(city.db, 'held', desk!.id)).filter(
    (one) => one.holder_id === fresh.id,
  );
  const opened = await openDeskKeys(
    {
      id: desk!.id,
      keys: held.map((one) => ({
        id: one.desk_key_id,
        held: [{ holder: fresh.id, wrap: toBase64url(one.wrap) }],
      })),
    },
    fresh,
  );
  expect(opened).toHaveLength(1);
  const marks = await city.asOwner(
    "select detail from platform.audit where action = 'desk-key.recovered'",
  );
  expect(marks).toMatchObject([{ detail: { holder: fresh.id, reason: why } }]);
});

/** A desk of its own with one member, who has its key. */
async function staffed(kind: 'police' | 'city', role: string, login: string) {
  const district = kind === 'city' ? [] : [city.districts[0]];
  const at = district.length > 0 ? { district } : {};
  const id = (await run(desksCommand, 'add', { kind, ...at })).split('\n')[0]!;
  await run(staffCommand, 'add', { login, name: '보기', role, ...at });
  await run(desksCommand, `join ${id}`, { login });
  const own = await enrol(login);
  await keys('sign', { all: true, key: key() });
  const deskKey = await giveKey(id, [own.id]);
  await keys('sign', { all: true, key: key() });
  const people = await rows<{ id: string; login: string }>(city.db, 'staff');
  const person = people.find((one) => one.login === login)!.id;
  return { id, key: deskKey, actor: { id: person, name: '보기', role, districts: district } };
}

test('an approved override is carried out by two custodians with their shares, and no other is', async () => {
  const shares = { share: [share(1), share(3)] };
  await expect(keys(`override ${randomUUID()}`, { share: [share(1)] })).rejects.toThrow(
    'Say one of',
  );
  await expect(keys(`override ${randomUUID()}`, shares)).rejects.toThrow('no such override');

  // She told the crisis team of the district, and nobody else, who she is.
  const asking = await staffed('police', 'police', 'mapo');
  const deciding = await staffed('city', 'city-operator', 'saebyeok');
  const [team] = (
    JSON.parse(await run(desksCommand, 'list', { json: true })) as { id: string; kind: string }[]
  ).filter(({ kind }) => kind === 'crisis-team');
  const report = randomUUID();
  const teamKey = newestKeyIn(await book(), team!.id);
  const to = {
    desk: team!.id,
    kind: 'crisis-team',
    district: null,
    keyId: teamKey.id,
    publicKey: teamKey.publicKey,
  } as const;
  const part = await sealPart(report, (await makeKeyPair()).publicKey, {
    kind: 'identity',
    text: '이름과 번호',
    gifts: [{ to, endsAt: null }],
  });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  await city.asOwner(
    "insert into reports.reports (id, receipt_hash, her_key, state, district, sent_at) values ($1, $2, $2, 'sent', $3, now())",
    [report, Buffer.alloc(32, 7), city.districts[0]],
  );
  await city.asOwner(
    'insert into reports.parts (id, report_id, kind, sealed) values ($1, $2, $3, $4)',
    [part.id, report, 'identity', bytes(part.sealed)],
  );
  await city.asOwner(
    'insert into reports.wraps (part_id, recipient_id, report_id, desk_id, wrap) values ($1, $2, $3, $4, $5)',
    [part.id, teamKey.id, report, team!.id, bytes(part.grants[0]!.wrap)],
  );
  const id = randomUUID();
  await city.db.transaction(
    asking.actor,
    (tx) => tx.sql`
      insert into overrides.overrides (id, report_id, district, desk_id, review_desk_id, what, reason, hours, asked_by, words, due_at)
      values (${id}, ${report}, ${city.districts[0]}, ${asking.id}, ${deciding.id}, 'identity', 'danger-to-life', 4, ${asking.actor.id}, '',
        now() + interval '1 hour')`,
  );
  await expect(keys(`override ${id}`, shares)).rejects.toThrow('This override is asked');
  await city.db.transaction(
    deciding.actor,
    (tx) => tx.sql`
      update overrides.overrides set state = 'approved', reviewed_by = ${deciding.actor.id}, reviewed_at = now() where id = ${id}`,
  );
  expect(await keys(`override ${id}`, shares)).toContain('was handed to the desk that asked');
  const [handed] = await city.db.transaction(
    asking.actor,
    (tx) => tx.sql<{ sealed: Buffer; wrap: Buffer; recipient: string }>`
      select sealed, wrap, recipient_id as recipient from overrides.handed where override_id = ${id}`,
  );
  const sealed = { sealed: toBase64url(handed!.sealed), wrap: toBase64url(handed!.wrap) };
  expect(
    await openHanded(id, { report, item: part.id, recipient: handed!.recipient, ...sealed }, [
      asking.key,
    ]),
  ).toBe('이름과 번호');
  await expect(keys(`override ${id}`, shares)).rejects.toThrow('This override is carried-out');
});

test('the key log is checked by a command, which names the entry that was changed behind its back', async () => {
  expect(await keys('verify')).toMatch(
    /^The key log is whole: \d+ entries\. Its end \d+:[\w-]{43}$/,
  );
  await city.asOwner(
    "update reports.key_log set text = replace(text, 'staff-key', 'desk-key') where position = 2",
  );
  expect(await keys('verify')).toBe('BROKEN: Entry 2 of the key log was not signed by the city.');
});
