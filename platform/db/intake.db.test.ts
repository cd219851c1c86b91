// Proves that a statement of the intake is committed when it resolves or leaves nothing, that it is the only one, and what its role may do.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { system, type Tx } from './index.ts';

let city: FreshDatabase;
beforeAll(async () => {
  city = await freshDatabase();
  await city.asOwner(`create function public.fail_late() returns trigger language plpgsql as
    $$ begin if new.type = 'late' then raise 'too late' using errcode = 'AN009'; end if; return null; end $$`);
  await city.asOwner(`create constraint trigger fail_late after insert on platform.events
    deferrable initially deferred for each row execute function public.fail_late()`);
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.asOwner('truncate platform.events');
});

const say = (tx: Tx, type: string) =>
  tx.sql`insert into platform.events (type, audience) values (${type}, array['*'])`;
const said = async () =>
  (await city.asOwner('select type from platform.events order by id')).map(({ type }) => type);

test('what it wrote is there when it resolves, written by the system', async () => {
  const after: string[] = [];
  await city.intakeDb.statement((tx) => {
    tx.afterCommit(() => after.push('told'));
    return say(tx, 'one');
  });
  expect(await said()).toEqual(['one']);
  expect(after).toEqual(['told']);
  const who = await city.intakeDb.statement(
    (tx) =>
      tx.sql`select current_user::text as user, platform.actor_role() as role, platform.actor_districts() as districts`,
  );
  expect(who).toEqual([{ user: 'ansim_intake', role: 'system', districts: ['*'] }]);
});

test('a statement that fails, in its midst or at its commit, leaves nothing, says why, and the connection serves the next one', async () => {
  const after: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const failing = city.intakeDb.statement((tx) => {
      tx.afterCommit(() => after.push('told'));
      return tx.sql`insert into platform.events (type, audience) select 'bad', array['*'] from generate_series(1, 3) n where 1 / (n - 2) < 9`;
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    const late = city.intakeDb.statement((tx) => {
      tx.afterCommit(() => after.push('told'));
      return say(tx, 'late');
    });
    await expect(late).rejects.toMatchObject({ code: 'AN009' });
  }
  expect(await said()).toEqual([]);
  expect(after).toEqual([]);
  await city.intakeDb.statement((tx) => say(tx, 'after'));
  expect(await said()).toEqual(['after']);
});

test('a second statement is refused, whatever became of the first', async () => {
  const twice = city.intakeDb.statement(async (tx) => {
    await say(tx, 'one');
    await say(tx, 'two');
  });
  await expect(twice).rejects.toThrow('committed already');
  expect(await said()).toEqual(['one']);
});

test('a wait for a lock ends by itself', async () => {
  await city.asOwner(
    "insert into platform.outbox (kind, subject_id) values ('none', gen_random_uuid())",
  );
  const locked = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holder = city.db.transaction(system, async (tx) => {
    await tx.sql`select from platform.outbox for update`;
    locked.resolve();
    await letGo.promise;
  });
  await locked.promise;
  const waiting = city.intakeDb.statement((tx) => tx.sql`select from platform.outbox for update`);
  await expect(waiting).rejects.toMatchObject({ code: '55P03' });
  letGo.resolve();
  await holder;
});

test('its role has what a press needs and nothing else: no step, no person, no key, and no row away', async () => {
  const granted = await city.asOwner(`
    select table_schema || '.' || table_name as name, string_agg(distinct privilege_type, ', ' order by privilege_type) as may
    from information_schema.column_privileges where grantee = 'ansim_intake' group by 1
    union select table_schema || '.' || table_name, privilege_type from information_schema.table_privileges
      where grantee = 'ansim_intake' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE')
    order by 1`);
  expect(Object.fromEntries(granted.map(({ name, may }) => [name, may]))).toEqual({
    'devices.devices': 'SELECT',
    'devices.signals': 'INSERT, SELECT',
    'devices.vitals': 'SELECT, UPDATE',
    'incidents.hand_overs': 'INSERT',
    'incidents.incidents': 'INSERT, SELECT, UPDATE',
    'incidents.steps': 'INSERT',
    'platform.events': 'INSERT',
    'platform.outbox': 'INSERT, SELECT, UPDATE',
    'safe_houses.stores': 'SELECT',
  });
  const [role] = await city.asOwner(
    `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as any,
      (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships from pg_roles r where rolname = 'ansim_intake'`,
  );
  expect(role).toEqual({ any: false, memberships: 0 });
});
