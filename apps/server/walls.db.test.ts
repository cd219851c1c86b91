// Proves the walls of the database: who may read, add, change and delete which rows, for every table that the catalog knows.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { cityWideRoles, type Role, roles } from '#programme/city/index.ts';

const document = join(import.meta.dirname, '../../docs/walls.md');
const districtOf = { own: 'D-own', other: 'D-other' } as const;
const idOf = {
  own: '00000000-0000-4000-8000-000000000001',
  other: '00000000-0000-4000-8000-000000000002',
} as const;
/** One more incident of the own district, with a smaller id. */
const earlier = '00000000-0000-4000-8000-000000000000';
type Side = keyof typeof idOf;
/** Columns that say who acted: they are the actor's own whoever's row it is, for nobody writes in another's name. */
const actorColumns = ['actor_id', 'author_id', 'actor'];

/** Those who act: the server itself, every role, a unit on its phone, a teller of a sealed report under its id, anybody, a device that only says so, and a transaction that names nobody. */
const actors = ['system', ...roles, 'unit', 'reporter', 'public', 'device', ''] as const;

/** What the catalog cannot say about an example row. */
const peculiar: Record<string, (side: Side) => Record<string, unknown>> = {
  // Nobody has it yet: a desk asks, and the city says to whom.
  'advisers.referrals': () => ({ holder_id: null, holder_key: null }),
  // The first joins two calls of its own district, the second one of them with another's.
  'incidents.links': (side) => ({ one: earlier, other: idOf[side] }),
  'incidents.messages': () => ({ text: 'a word' }),
  // Somebody else: who is kept from a report themselves reads nothing of it, and that is proved in the room of cases.
  'reports.recusals': () => ({ staff_id: '00000000-0000-4000-8000-000000000009' }),
  // Under an override that lives: see `keepExamples`.
  'overrides.handed': (side) => ({ override_id: side === 'own' ? earlier : idOf.other }),
  'overrides.openings': (side) => ({ override_id: side === 'own' ? earlier : idOf.other }),
};

type Column = {
  name: string;
  type: string;
  required: boolean;
  generated: boolean;
  numbered: boolean;
  key: boolean;
};
type Table = { name: string; columns: Column[]; checks: string };

let city: FreshDatabase;
let client: pg.Client;
let tables: Table[];

beforeAll(async () => {
  city = await freshDatabase();
  client = new pg.Client({ connectionString: city.ownerUrl });
  await client.connect();
  tables = await readCatalog();
});
afterEach(async () => void (await client.query('rollback')));
afterAll(async () => {
  await client.end();
  await city.close();
});

async function rowsOf<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  return (await client.query<T>(text)).rows;
}

const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

async function readCatalog(): Promise<Table[]> {
  return rowsOf<Table>(`
    select n.nspname || '.' || c.relname as name,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'required', a.attnotnull and not a.atthasdef and a.attidentity = '', 'generated', a.attgenerated <> '',
          'numbered', a.attidentity <> '',
          'key', coalesce(a.attnum = any (i.indkey), false)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select string_agg(pg_get_constraintdef(k.oid), e'\\n') from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c'), '') as checks
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relkind in ('r', 'p') and ${ours} and n.nspname <> 'public' order by 1`);
}

/** A row of one side, from what the catalog says: ids of one side are all the same, so that what belongs together does. */
function exampleRow(table: Table, side: Side): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const column of table.columns) {
    if (column.generated) continue;
    const telling =
      /^uuid/.test(column.type) || column.key || /district|audience/.test(column.name);
    if (column.required || telling) row[column.name] = exampleValue(table, column, side);
  }
  return { ...row, ...peculiar[table.name]?.(side) };
}

function exampleValue({ checks }: Table, { name, type }: Column, side: Side): unknown {
  const listed = new RegExp(`^CHECK \\(\\(${name} = ANY \\(ARRAY\\['([^']+)'`, 'm').exec(
    checks,
  )?.[1];
  if (listed) return listed;
  switch (type) {
    case 'uuid':
      return idOf[side];
    case 'uuid[]':
      return [idOf[side]];
    case 'text[]':
      return [districtOf[side]];
    case 'boolean':
      return true;
    case 'jsonb':
      return {};
    case 'bytea':
      return `\\x${(side === 'own' ? '01' : '02').repeat(32)}`;
    case 'date':
      return '2026-01-01';
    case 'timestamp with time zone':
      return '2026-01-01T00:00:00Z';
    case 'text':
    case 'character varying':
      if (/district$|^code$/.test(name)) return districtOf[side];
      return /(^|_)(id|by|actor)$/.test(name) ? idOf[side] : side;
    default:
      return side === 'own' ? 1 : 2;
  }
}

const keyOf = (table: Table) =>
  table.columns
    .filter((column) => column.key)
    .map(({ name }) => `t.${name} = e.${name}`)
    .join(' and ') || 'true';

function insertion(table: Table, row: Record<string, unknown>): [string, unknown[]] {
  const names = Object.keys(row).map((name) => client.escapeIdentifier(name));
  return [
    `insert into ${table.name} (${names}) overriding system value
     select ${names} from jsonb_populate_record(null::${table.name}, $1)`,
    [JSON.stringify(row)],
  ];
}

/** Some tables hold one row: then it is its own and the other at once. */
async function keep(table: Table, row: Record<string, unknown>): Promise<void> {
  const [text, values] = insertion(table, row);
  await client.query(`${text} on conflict do nothing`, values).catch((error: Error) => {
    throw new Error(
      `No example row of ${table.name} (${error.message}): describe it under "peculiar" in walls.db.test.ts.`,
    );
  });
}

async function keepExamples(): Promise<void> {
  // What a row may say is not asked here, only who may touch it; the constraints come back with the transaction's end.
  const checks = await rowsOf<{ statement: string }>(`
    select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as statement
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype = 'c' and k.conrelid <> 0 and ${ours}`);
  for (const { statement } of checks) await client.query(statement);
  for (const table of tables) {
    for (const side of ['own', 'other'] as const) await keep(table, exampleRow(table, side));
    if (table.name === 'incidents.incidents')
      await keep(table, { ...exampleRow(table, 'own'), id: earlier });
    if (table.name === 'overrides.overrides')
      await keep(table, {
        ...exampleRow(table, 'own'),
        id: earlier,
        state: 'carried-out',
        due_at: '2999-01-01T00:00:00Z',
      });
    // A case is open to desks that she herself gave something.
    if (table.name === 'reports.wraps')
      for (const side of ['own', 'other'] as const)
        await keep(table, { ...exampleRow(table, side), recipient_id: earlier, by_desk: null });
  }
}

/** True when the statement touched a row, false when the wall hid or refused it; anything else is a fault of the example. */
async function attempt(text: string, values: unknown[]): Promise<boolean> {
  await client.query('savepoint attempt');
  try {
    return ((await client.query(text, values)).rowCount ?? 0) > 0;
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501') throw error;
    return false;
  } finally {
    await client.query('rollback to savepoint attempt');
  }
}

async function actAs(actor: string): Promise<void> {
  const everywhere = actor === 'system' || cityWideRoles.includes(actor as Role);
  const districts = actor === '' ? '' : everywhere ? '*' : districtOf.own;
  await client.query(`set local role ansim_app;
    set local ansim.actor = '${actor === '' ? '' : idOf.own}';
    set local ansim.role = '${actor}'; set local ansim.districts = '${districts}'`);
}

/** Letters of what an actor may do to a row of one side: r read, a add, c change, d delete. */
async function lettersOf(table: Table, actor: string, side: Side): Promise<string> {
  const row = exampleRow(table, side);
  const example = `jsonb_populate_record(null::${table.name}, $1) e`;
  const values = [JSON.stringify(row)];
  const touched = client.escapeIdentifier(
    table.columns.find((one) => !one.generated && !one.numbered)!.name,
  );
  await actAs(actor);
  const may = {
    r: await attempt(`select 1 from ${table.name} t, ${example} where ${keyOf(table)}`, values),
    c: await attempt(
      `update ${table.name} t set ${touched} = t.${touched} from ${example} where ${keyOf(table)}`,
      values,
    ),
    d: await attempt(`delete from ${table.name} t using ${example} where ${keyOf(table)}`, values),
    a: false,
  };
  // The row must be away before it can be added as the actor; it comes back with the transaction's end.
  await client.query('reset role');
  await client.query('savepoint away');
  await client.query(`delete from ${table.name} t using ${example} where ${keyOf(table)}`, values);
  await actAs(actor);
  const mine = Object.keys(row).flatMap((name) =>
    name === 'role' ? [[name, actor]] : actorColumns.includes(name) ? [[name, idOf.own]] : [],
  );
  may.a = await attempt(...insertion(table, { ...row, ...Object.fromEntries(mine) }));
  await client.query('rollback to savepoint away');
  await client.query('reset role');
  return (['r', 'a', 'c', 'd'] as const).filter((letter) => may[letter]).join('') || '–';
}

function cell(own: string, other: string): string {
  return own === other ? own : `${own} / ${other}`;
}

test('every role may do to the rows of every table what docs/walls.md says, and nothing else', async () => {
  const wanted = new Map(
    (await readFile(document, 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => {
        const [name, ...cells] = line
          .split('|')
          .slice(1, -1)
          .map((part) => part.trim());
        return [name!.replaceAll('`', ''), cells];
      }),
  );
  await client.query('begin');
  // Foreign keys and triggers are not what is asked here; row-level security is.
  await client.query('set local session_replication_role = replica');
  await keepExamples();
  const got: string[] = [];
  for (const table of tables) {
    const cells: string[] = [];
    for (const actor of actors)
      cells.push(
        cell(await lettersOf(table, actor, 'own'), await lettersOf(table, actor, 'other')),
      );
    got.push(`| \`${table.name}\` | ${cells.join(' | ')} |`);
  }
  const said = [...wanted].map(([name, cells]) => `| \`${name}\` | ${cells.join(' | ')} |`);
  expect(got, 'docs/walls.md says otherwise; judge every letter before you write it there').toEqual(
    said,
  );
}, 300_000);

test('nobody writes in the name of another, into a call that is hidden, or without saying who acts', async () => {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await keepExamples();
  const row = (name: string, side: Side, over: Record<string, unknown>) => {
    const table = tables.find((one) => one.name === name)!;
    const kept = { ...exampleRow(table, side), ...over };
    if (table.columns[0]!.numbered) kept[table.columns[0]!.name] = 99;
    return insertion(table, kept);
  };
  const may = async (actor: string, name: string, side: Side, over: Record<string, unknown>) => {
    await actAs(actor);
    const done = await attempt(...row(name, side, over));
    await client.query('reset role');
    return done;
  };
  const me = { actor_id: idOf.own };
  const step = 'incidents.steps';
  expect(await may('operator', step, 'own', me)).toBe(true);
  expect(await may('operator', step, 'own', { actor_id: idOf.other })).toBe(false);
  expect(await may('operator', step, 'other', me)).toBe(false);
  // The statement that raises a call writes its first step before the call can be seen.
  expect(
    await may('operator', step, 'own', { ...me, incident_id: earlier.replace(/0$/, '9') }),
  ).toBe(true);
  const audit = { actor: idOf.own, role: 'operator' };
  expect(await may('operator', 'platform.audit', 'own', audit)).toBe(true);
  expect(await may('operator', 'platform.audit', 'own', { ...audit, role: 'auditor' })).toBe(false);
  expect(await may('operator', 'platform.audit', 'own', { ...audit, actor: idOf.other })).toBe(
    false,
  );
  expect(await may('', 'platform.events', 'own', {})).toBe(false);
});

test('a store that is not operating is seen by those who keep the register and by nobody else', async () => {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await keepExamples();
  await client.query("update safe_houses.stores set state = 'suspended'");
  const sees: string[] = [];
  for (const actor of actors) {
    await actAs(actor);
    if (await attempt('select 1 from safe_houses.stores', [])) sees.push(actor);
    await client.query('reset role');
  }
  expect(sees).toEqual([
    'system',
    ...roles.filter((role) => !['police', 'crisis-team', 'adviser'].includes(role)),
  ]);
});

test('no policy names a role that is not tried here', async () => {
  const [named] = await rowsOf<{ roles: string[] }>(`
    select array_agg(distinct m[1]) as roles from pg_policies,
      regexp_matches(coalesce(qual, '') || coalesce(with_check, ''), 'has_role\\(VARIADIC ARRAY\\[([^\\]]*)\\]', 'g') as list,
      regexp_matches(list[1], '''([a-z-]+)''', 'g') as m`);
  expect(named!.roles.filter((role) => !(actors as readonly string[]).includes(role))).toEqual([]);
  expect(named!.roles.length).toBeGreaterThan(5);
});

test('row-level security is on and forced for every table, and a policy stands on each', async () => {
  const open = await rowsOf<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${ours}
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`);
  // The list of migrations belongs to the owner, who must read it before anybody can act; the running role may not even see it.
  expect(open).toEqual([{ name: 'public.ansim_migrations' }]);
  const [seen] = await rowsOf<{
    any: boolean;
  }>(`select has_table_privilege('ansim_app', 'public.ansim_migrations',
    'select, insert, update, delete, truncate, references, trigger') as any`);
  expect(seen!.any).toBe(false);
});

test('the running role owns nothing, can become nobody else, and has no way past the walls', async () => {
  const [role] =
    await rowsOf(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
    (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
    (select count(*)::int from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owned
    from pg_roles r where rolname = 'ansim_app'`);
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
    memberships: 0,
    owned: 0,
  });
  // TRUNCATE asks no policy; a function of its owner's rights would act past them; nothing may be made in a schema of ours.
  const gaps = await rowsOf(`
    select 'truncate ' || c.oid::regclass as gap from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours} and has_table_privilege('ansim_app', c.oid, 'truncate, references, trigger')
    union all select 'definer ' || p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} and p.prosecdef
    union all select 'view ' || c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and ${ours} and not coalesce('security_invoker=true' = any (c.reloptions), false)
    union all select 'create in ' || n.nspname from pg_namespace n where ${ours} and has_schema_privilege('ansim_app', n.oid, 'create')`);
  expect(gaps).toEqual([]);
});

test('every schema, table, column and function says in a comment what it is', async () => {
  const silent = await rowsOf(`
    select 'schema ' || n.nspname as what from pg_namespace n where ${ours} and obj_description(n.oid, 'pg_namespace') is null
    union all select 'table ' || c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and ${ours} and obj_description(c.oid, 'pg_class') is null
    union all select 'column ' || c.oid::regclass || '.' || a.attname from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and ${ours} and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null
    union all select 'function ' || p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} and obj_description(p.oid, 'pg_proc') is null
    order by 1`);
  expect(silent).toEqual([]);
});
