// Proves the clocks and the statistics: silence reaches the neighbour and then the city without content, and no count can be joined back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAudit, verifyAudit } from '#platform/audit/index.ts';
import { system } from '#platform/db/index.ts';
import type { DeskReport } from './contract.ts';
import { type Desks, type Member, openDesks, type Phone } from './desks-for-test.ts';
import { runReportTimers, shuffleFigures } from './index.ts';

let w: Desks;
let near: string;
let next: string;
let team: { id: string; member: Member };
let neighbour: { id: string; member: Member };
let far: { id: string; member: Member };
let cityDesk: { id: string; member: Member };
beforeAll(async () => {
  w = await openDesks();
  [near, next] = w.city.districts;
  team = await w.staffedDesk('crisis-team', near, 'crisis-team');
  neighbour = await w.staffedDesk('crisis-team', next, 'crisis-team');
  far = await w.staffedDesk('crisis-team', w.city.districts[2], 'crisis-team');
  cityDesk = await w.staffedDesk('city', null, 'city-operator');
  await w.staffedDesk('medical', null, 'crisis-team');
});
afterAll(() => w.close());

const policy = { acknowledgeWithin: 15, neighbourSilentAfter: 15 };
const tick = () => runReportTimers(w.city.db, policy);
const makeDue = (phone: Phone) =>
  w.city.asOwner(
    "update reports.deliveries set due_at = now() - interval '1 second' where report_id = $1 and due_at is not null",
    [phone.id],
  );
type Board = {
  items: DeskReport[];
  alerts: { report: string; kind: string; district: string | null }[];
};
const board = async (who: Member) => (await w.as<Board>(who, 'GET', '/api/desk/reports')).body;
const toldOf = async (who: Member, phone: Phone) =>
  (await board(who)).alerts.filter((alert) => alert.report === phone.id);

test('silence is told next door, then to the city, with no content, until somebody answers', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  await tick();
  expect(await toldOf(neighbour.member, phone)).toEqual([]);
  await makeDue(phone);
  await tick();
  const [alert] = await toldOf(neighbour.member, phone);
  expect(alert).toMatchObject({ kind: 'crisis-team', district: near, desk: team.id });
  expect(Object.keys(alert!).sort()).toEqual([
    'at',
    'desk',
    'district',
    'kind',
    'report',
    'waitsSince',
  ]);
  expect(await toldOf(cityDesk.member, phone)).toEqual([]);
  expect(await toldOf(far.member, phone)).toEqual([]);
  await makeDue(phone);
  await tick();
  expect(await toldOf(cityDesk.member, phone)).toHaveLength(1);
  // Told, and still not given anything to open.
  expect((await board(cityDesk.member)).items.map((item) => item.id)).not.toContain(phone.id);
  expect((await board(neighbour.member)).items.map((item) => item.id)).not.toContain(phone.id);
  const path = `/api/desk/reports/${phone.id}/acknowledge`;
  expect((await w.as(neighbour.member, 'POST', path, {})).body).toMatchObject({
    code: 'not-yours',
  });
  const taken = await w.as<DeskReport>(team.member, 'POST', path, {});
  expect(taken.body.deliveries[0]).toMatchObject({ dueAt: null, level: 2 });
  expect((await w.as(team.member, 'POST', path, {})).status).toBe(200);
  await tick();
  expect(await toldOf(neighbour.member, phone)).toEqual([]);
  expect(await toldOf(cityDesk.member, phone)).toEqual([]);
  expect((await phone.look()).body.desks[0]!.acknowledgedAt).not.toBeNull();
});

test('each desk has its own clock; one without neighbours of its kind goes to the city at once', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team', 'medical']);
  await w.as(team.member, 'POST', `/api/desk/reports/${phone.id}/acknowledge`, {});
  await makeDue(phone);
  await tick();
  expect((await toldOf(cityDesk.member, phone)).map((alert) => alert.kind)).toEqual(['medical']);
  await phone.do('withdraw');
  await tick();
  expect(await toldOf(cityDesk.member, phone)).toEqual([]);
});

test('the clock survives: it is a due date in the database, and the same whoever looks', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  await makeDue(phone);
  await Promise.all([tick(), tick(), tick()]);
  expect(await toldOf(neighbour.member, phone)).toHaveLength(1);
  const marks = await w.city.asOwner(
    "select count(*)::int as count from platform.audit where action = 'report.silent' and subject = $1",
    [phone.id],
  );
  expect(marks).toEqual([{ count: 1 }]);
});

test('every opening is in the audit log, and a changed or deleted mark is found', async () => {
  const phone = await w.phone();
  const { body } = await phone.report(near, ['crisis-team']);
  await w.as(
    team.member,
    'POST',
    `/api/desk/reports/${phone.id}/parts/${body.parts[0]!.id}/open`,
    {},
  );
  await sealAudit(w.city.db);
  expect((await verifyAudit(w.city.db)).broken).toBeNull();
  const [row] = await w.city.asOwner(
    "select id::text, actor, detail from platform.audit where action = 'report.opened' and subject = $1",
    [phone.id],
  );
  expect(row).toMatchObject({ actor: team.member.id, detail: { desk: team.id } });
  await w.city.asOwner(
    `set session_replication_role = replica; update platform.audit set actor = 'nobody' where id = ${row!.id}`,
  );
  expect((await verifyAudit(w.city.db)).broken).toMatchObject({ auditId: row!.id, why: 'changed' });
});

const answers = {
  violence: 'sexual-assault',
  relation: 'stranger',
  ageBand: '19-29',
  placeKind: 'transit',
};

async function reportWithFigures(index: number): Promise<Phone> {
  const phone = await w.phone();
  const chosen = await phone.gifts(near, ['crisis-team']);
  const { status } = await phone.keep({
    clear: phone.clear(near),
    parts: [await phone.part('narrative', `일 ${index}`, chosen)],
    // Each is one of a kind, so that a join back would show.
    figures: {
      ...answers,
      placeKind: ['home', 'work', 'transit', 'street', 'online', 'elsewhere'][index % 6],
      relation: ['partner', 'family', 'stranger'][Math.floor(index / 6)],
    },
  });
  expect(status).toBe(201);
  return phone;
}

test('statistics wait sealed, are written together in no order, and cannot be joined back by place, writer or time', async () => {
  await w.city.asOwner('truncate reports.figures, reports.figures_waiting');
  const shuffle = () => w.city.db.transaction(system, (tx) => shuffleFigures(tx, w.figuresKey, 10));
  for (let index = 0; index < 9; index += 1) await reportWithFigures(index);
  const sealed = await w.city.asOwner('select sealed from reports.figures_waiting');
  expect(new Set(sealed.map((row) => (row.sealed as Buffer).length)).size).toBe(1);
  expect(sealed.every((row) => !(row.sealed as Buffer).includes('sexual-assault'))).toBe(true);
  expect(await shuffle()).toBe(0);
  await reportWithFigures(9);
  expect(await shuffle()).toBe(10);
  expect(await w.city.asOwner('select 1 from reports.figures_waiting')).toEqual([]);
  for (let index = 10; index < 18; index += 1) await reportWithFigures(index);
  await reportWithFigures(0);
  await reportWithFigures(1);
  expect(await shuffle()).toBe(10);
  // Everything that a stolen database knows of a line: its columns, its writer, its place. Compared with the order of the reports.
  const lines = await w.city.asOwner(
    'select xmin::text as writer, place_kind, relation, f::text as line from reports.figures f order by ctid',
  );
  expect(lines).toHaveLength(20);
  expect(new Set(lines.map((line) => line.writer)).size).toBe(1);
  const columns = await w.city.asOwner(
    "select data_type from information_schema.columns where table_schema = 'reports' and table_name = 'figures'",
  );
  expect(columns.map((column) => column.data_type).sort()).toEqual([
    'boolean',
    'date',
    ...Array(6).fill('text'),
  ]);
  expect(lines.every((line) => String(line.line).includes('2026-11-01'))).toBe(true);
  const writers = await w.city.asOwner('select xmin::text as writer from reports.reports');
  expect(writers.map((row) => row.writer)).not.toContain(lines[0]!.writer);
  // Of many shufflings, the first report's line is found at many places.
  const places = new Set<number>();
  for (let round = 0; round < 12; round += 1) {
    await w.city.db.transaction(system, (tx) => shuffleFigures(tx, w.figuresKey, 0));
    const order = await w.city.asOwner(
      'select place_kind, relation from reports.figures order by ctid',
    );
    places.add(
      order.findIndex((line) => line.place_kind === 'elsewhere' && line.relation === 'stranger'),
    );
  }
  expect(places.size).toBeGreaterThan(3);
});
