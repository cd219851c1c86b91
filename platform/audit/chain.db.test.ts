// Proves that nobody, the owner of the database included, touches a sealed row without being named.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { auditRoot, mark, sealAudit, verifyAudit, verifyCommand } from './index.ts';

let city: FreshDatabase;
beforeAll(async () => {
  city = await freshDatabase();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.asOwner('truncate platform.audit, platform.audit_chain');
});

const auditor: Actor = { id: 'auditor-1', name: '감사', role: 'auditor', districts: 'all' };

async function write(count: number, from = 0): Promise<void> {
  for (let each = from; each < from + count; each++) {
    await city.db.transaction(each % 2 ? auditor : system, async (tx) => {
      await mark(tx, 'incident.read', `사건 ${each}`, { b: each, a: ['x', 0.1, null], 글: '"\\' });
      await mark(tx, 'incident.closed', null);
    });
  }
}

/** Past triggers and foreign keys, as somebody who owns the machine would. */
function tamper(statement: string): Promise<unknown> {
  return city.asOwner(`set session_replication_role = replica; ${statement}`);
}

test('seals finished transactions only, in their order, and says what is still open', async () => {
  await write(3);
  await city.db.transaction(system, async (tx) => {
    await mark(tx, 'slow.act', null);
    await write(2, 3);
    expect(await sealAudit(city.db)).toBe(6);
  });
  expect(await verifyAudit(city.db)).toEqual({
    rows: 11,
    sealed: 6,
    unsealedTail: 5,
    broken: null,
  });
  expect(await sealAudit(city.db)).toBe(5);
  expect(await verifyAudit(city.db)).toMatchObject({ sealed: 11, unsealedTail: 0, broken: null });
  const order = await city.asOwner(
    'select a.action from platform.audit_chain c join platform.audit a on a.id = c.audit_id order by c.position offset 6 limit 1',
  );
  expect(order[0]?.action).toBe('slow.act');
});

test('many servers that seal at once make one chain, in pages as in one go', async () => {
  await write(12);
  const sealed = await Promise.all([1, 2, 3, 4].map(() => sealAudit(city.db, 5)));
  await sealAudit(city.db, 5);
  expect(sealed.every((count) => count <= 24)).toBe(true);
  expect(await verifyAudit(city.db, undefined, 7)).toMatchObject({ sealed: 24, broken: null });
});

test('the running server can neither change nor delete a row', async () => {
  await write(1);
  for (const act of [
    () => city.db.transaction(system, (tx) => tx.sql`update platform.audit set action = 'x'`),
    () => city.db.transaction(system, (tx) => tx.sql`delete from platform.audit`),
    () => city.db.transaction(system, (tx) => tx.sql`delete from platform.audit_chain`),
    () =>
      city.db.transaction(
        auditor,
        (tx) =>
          tx.sql`insert into platform.audit (actor, role, action) values ('somebody', 'system', 'x')`,
      ),
  ])
    await expect(act()).rejects.toThrow(/permission denied|row-level security/);
});

test('any change to any sealed row is found and named', async () => {
  const changes = [
    "at = at + interval '1 microsecond'",
    "actor = actor || ' '",
    "role = 'operator'",
    "action = 'incident.seen'",
    "subject = coalesce(subject, '') || 'x'",
    `detail = detail || '{"a": ["x", 0.10, null, 1]}'`,
    'xid = (xid::text::numeric + 1)::text::xid8',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom(...changes),
      async (position, change) => {
        await city.asOwner('truncate platform.audit, platform.audit_chain');
        await write(5);
        await sealAudit(city.db);
        const auditId = await idAt(position);
        await tamper(`update platform.audit set ${change} where id = ${auditId}`);
        const { broken } = await verifyAudit(city.db);
        expect(broken).toEqual({ position, auditId, why: 'changed' });
      },
    ),
    { numRuns: 20 },
  );
});

test('any deleted row is found and named, with its link or without', async () => {
  for (const position of [1, 4, 9]) {
    await city.asOwner('truncate platform.audit, platform.audit_chain');
    await write(5);
    await sealAudit(city.db);
    const auditId = await idAt(position);
    await tamper(`delete from platform.audit where id = ${auditId}`);
    expect((await verifyAudit(city.db)).broken).toEqual({ position, auditId, why: 'deleted' });
    await tamper(`delete from platform.audit_chain where position = ${position}`);
    expect((await verifyAudit(city.db)).broken).toMatchObject({ position, why: 'link-missing' });
    await tamper(
      `update platform.audit_chain set position = position - 1 where position > ${position}`,
    );
    expect((await verifyAudit(city.db)).broken).toMatchObject({ position, why: 'changed' });
  }
});

test('a row that is written into the past is found and named, before a seal and after', async () => {
  await write(3);
  await sealAudit(city.db);
  const [row] = (await city.asOwner(
    `insert into platform.audit (at, actor, role, action)
     values (now() - interval '2 hours', 'a', 'operator', 'incident.closed') returning id::text`,
  )) as { id: string }[];
  const named = { position: null, auditId: row?.id, why: 'inserted' };
  expect((await verifyAudit(city.db)).broken).toEqual(named);
  expect(await sealAudit(city.db)).toBe(0);
  expect((await verifyAudit(city.db)).broken).toEqual(named);
  await tamper(
    `insert into platform.audit_chain (position, audit_id, hash) values (7, ${row?.id}, '\\x00')`,
  );
  expect((await verifyAudit(city.db)).broken).toMatchObject({ position: 7, auditId: row?.id });
});

test('a published root shows that the end was cut off or the chain was rewritten', async () => {
  await write(4);
  await sealAudit(city.db);
  const root = await auditRoot(city.db);
  expect(root?.position).toBe(8);
  expect((await verifyAudit(city.db, root!)).broken).toBeNull();
  await tamper(
    'delete from platform.audit_chain where position > 6; delete from platform.audit a where not exists (select from platform.audit_chain c where c.audit_id = a.id)',
  );
  expect((await verifyAudit(city.db)).broken).toBeNull();
  expect((await verifyAudit(city.db, root!)).broken).toMatchObject({ position: 7, why: 'deleted' });
  await write(1);
  await sealAudit(city.db);
  expect((await verifyAudit(city.db, root!)).broken).toMatchObject({
    position: 8,
    why: 'root-differs',
  });
});

test('rows of a restored database are sealed although its transactions begin anew', async () => {
  await write(1);
  await sealAudit(city.db);
  await tamper(
    "insert into platform.audit (xid, actor, role, action) values ('99999999999', 'a', 'operator', 'before.restore')",
  );
  await write(1);
  expect(await sealAudit(city.db)).toBe(3);
  await write(1);
  expect(await sealAudit(city.db)).toBe(2);
  expect(await verifyAudit(city.db)).toMatchObject({ unsealedTail: 0, broken: null });
});

test('the command says it in a sentence, and as JSON, and refuses a root it cannot read', async () => {
  const said: string[] = [];
  const run = (flags: Record<string, unknown>) =>
    verifyCommand({ db: city.db, flags, print: (text) => said.push(text) });
  await write(1);
  await sealAudit(city.db);
  expect(await run({})).toBe(true);
  expect(said[0]).toMatch(/^The audit log is whole: 2 rows, 2 sealed/);
  const root = /Root (\S+)/.exec(said[0]!)?.[1];
  expect(await run({ root })).toBe(true);
  const auditId = await idAt(2);
  await tamper(`update platform.audit set actor = 'nobody' where id = ${auditId}`);
  expect(await run({})).toBe(false);
  expect(said[2]).toContain(`BROKEN at place 2 of the chain, row ${auditId}`);
  expect(await run({ json: true })).toBe(false);
  expect(JSON.parse(said[3]!)).toMatchObject({ broken: { position: 2, why: 'changed' } });
  await expect(run({ root: 'yesterday' })).rejects.toThrow('--root must be POSITION:HASH');
});

async function idAt(position: number): Promise<string> {
  const rows = await city.asOwner(
    `select audit_id::text as id from platform.audit_chain where position = ${position}`,
  );
  return String(rows[0]?.id);
}
