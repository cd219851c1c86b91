// Proves the desk's side over HTTP: capacity that is never promised twice, booking for a caller, pins, alerts, districts, and the wall behind it all.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BoardDetail } from './board-contract.ts';
import { codeOn, openWalkers, type Walkers } from './walkers-for-test.ts';
import { closeForgotten } from './watch-round.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
});
afterAll(() => w.close());
afterEach(async () => {
  await w.city.asOwner(
    'truncate escorts.walks, network.shifts, network.people, incidents.incidents cascade',
  );
  await w.city.asOwner('truncate escorts.full_evenings, escorts.answers, escorts.baselines');
});

const now = () => new Date().toISOString();
const dayOf = (at: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul', dateStyle: 'short' }).format(
    new Date(at),
  );
const booking = () => ({
  pointId: w.points[0]!.id,
  at: w.slot(),
  firstName: '바다',
  destination: { lat: w.points[0]!.lat + 0.003, lon: w.points[0]!.lon, words: null },
  phone: '010-1111-2222',
});

test('the last place is given once, "full" says when there is one, and it is counted', async () => {
  const at = w.slot(2);
  const answers = await Promise.all(Array.from({ length: 6 }, () => w.her().book({ at })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  const full = answers.find(({ status }) => status === 409)!;
  expect(full.body.code).toBe('full');
  expect(Date.parse(String(full.body.nextFree))).toBeGreaterThan(Date.now());
  expect(full.body.nextFree).not.toBe(at);
  expect(
    await w.city.asOwner('select sum(asked)::int as asked from escorts.full_evenings'),
  ).toEqual([{ asked: 4 }]);
  const slots = await w.ask<{
    slots: { at: string; free: number; bookable: boolean }[];
    nextFree: string;
  }>('GET', `/api/walks/points/${w.points[0]!.id}/slots?day=${dayOf(at)}`);
  expect(slots.body.slots.find((slot) => slot.at === at)).toMatchObject({
    free: 0,
    bookable: false,
  });
  expect(slots.body.nextFree).toBe(full.body.nextFree);
  // She who moves away gives her place back.
  const moved = await w.her().book({ at: w.slot(3) });
  expect(moved.status).toBe(201);
});

test('what cannot be booked is told apart, in her own words for the time', async () => {
  const code = async (more: object) => (await w.her().book(more)).body.code;
  expect(await code({ at: new Date(Date.now() - 3_600_000).toISOString() })).toMatch(
    /too-soon|not-a-slot/,
  );
  expect(await code({ at: new Date(Date.parse(w.slot()) + 61_000).toISOString() })).toBe(
    'not-a-slot',
  );
  expect(await code({ at: new Date(Date.parse(w.slot()) + 30 * 86_400_000).toISOString() })).toBe(
    'too-far-ahead',
  );
  expect(await code({ destination: { lat: w.points[0]!.lat + 0.2, lon: w.points[0]!.lon } })).toBe(
    'too-far-to-walk',
  );
  expect(await code({ pointId: '00000000-0000-4000-8000-000000000000' })).toBe('no-point');
});

test('an agent books for a caller without a screen, reads out names and codes, and her word begins the walk', async () => {
  const scout = await w.pair();
  const booked = await w.desk('agent', 'POST', '/api/walk-board', booking());
  expect(booked).toMatchObject({ status: 201, body: { bookedBy: 'hotline', spoken: null } });
  const { id } = booked.body;
  await w.round();
  await scout.accept();
  const found = (await w.desk('agent', 'GET', `/api/walk-board/${id}`)).body;
  expect(found.tellBy).not.toBeNull();
  expect(found.spoken?.people).toHaveLength(2);
  expect(found.why?.reasons).toContain('only-pair');
  expect((await w.desk('agent', 'POST', `/api/walk-board/${id}/told`, {})).body.tellBy).toBeNull();
  await scout.do(`walks/${id}/set-out`);
  expect((await scout.look()).walk?.spokenCode).toBeNull();
  await scout.do(`walks/${id}/arrive`);
  expect((await scout.look()).walk?.spokenCode).toBe(found.spoken?.theySay);
  // What their own screen says proves nothing about her.
  const meeting = (await scout.look()).walk!.meeting!;
  const rotating = await codeOn(meeting, 'her');
  expect(
    (await scout.do(`walks/${id}/confirm`, { code: rotating.digits, at: now() })).body.code,
  ).toBe('wrong-code');
  const walking = await scout.do(`walks/${id}/confirm`, { code: found.spoken!.sheSays, at: now() });
  expect(walking.body.walk?.state).toBe('walking');
  const ended = await w.desk('agent', 'POST', `/api/walk-board/${id}/end`, {
    home: true,
    reason: 'other',
  });
  expect(ended.body).toMatchObject({ state: 'home', firstName: null, phone: null });
});

test('an operator pins a pair, even out of reach, and never against a lapse', async () => {
  const near = await w.pair(0, { metresEast: 100 });
  const lapsed = await w.pair(0, { metresEast: 50, lapsed: true });
  const far = await w.pair(0, { metresEast: 4000 });
  const { id } = (await w.desk('near', 'POST', '/api/walk-board', { ...booking(), at: w.slot(5) }))
    .body;
  const pin = (shiftId: string, despite: string[] = []) =>
    w.desk<BoardDetail & { obstacle?: string }>('near', 'POST', `/api/walk-board/${id}/pin`, {
      shiftId,
      despite,
    });
  expect((await pin(far.shiftId)).body).toMatchObject({
    code: 'cannot-pin',
    obstacle: 'out-of-reach',
  });
  expect((await pin(lapsed.shiftId, ['out-of-reach'])).body).toMatchObject({
    code: 'cannot-pin',
    obstacle: 'not-valid',
  });
  expect((await pin(far.shiftId, ['out-of-reach', 'too-late'])).body.pinned).toBe(true);
  await w.round();
  expect((await near.look()).offer).toBeNull();
  expect((await far.look()).offer).not.toBeNull();
  await w.city.asOwner(`update escorts.offers set answer_by = now() - interval '1 second'`);
  await w.desk('near', 'POST', `/api/walk-board/${id}/unpin`, {});
  await w.round();
  expect((await near.look()).offer).not.toBeNull();
});

test('the city cancels: she is told, her number goes when she was, and an older view does not win', async () => {
  const { id, version } = (await w.desk('near', 'POST', '/api/walk-board', booking())).body;
  const cancel = (of: number) =>
    w.desk('near', 'POST', `/api/walk-board/${id}/cancel`, {
      version: of,
      forHer: false,
      reason: 'no-pair-free',
    });
  expect((await cancel(version - 1)).body.code).toBe('changed-meanwhile');
  expect((await cancel(version)).body).toMatchObject({
    state: 'cancelled',
    phone: '010-1111-2222',
    firstName: null,
  });
  expect((await cancel(version)).status).toBe(409);
  await w.city.asOwner(`update escorts.walks set tell_by = now() - interval '1 second'`);
  await w.watch();
  expect((await w.desk('near', 'GET', `/api/walk-board/${id}`)).body.alerts).toMatchObject([
    { kind: 'untold' },
  ]);
  expect((await w.desk('near', 'POST', `/api/walk-board/${id}/told`, {})).body).toMatchObject({
    phone: null,
    tellBy: null,
  });
  expect(await w.dump()).not.toContain('010-1111-2222');
});

test('the desk is told of a pair that stands still, leaves the way or falls silent, and when it is right again', async () => {
  const scout = await w.pair();
  const her = w.her();
  const point = w.points[0]!;
  await her.book();
  await w.round();
  await scout.accept();
  const meeting = (await her.look()).pair!.meeting!;
  await her.do('confirm', { code: (await codeOn(meeting, 'pair')).digits, at: now() });
  await scout.do(`walks/${her.id}/confirm`, {
    code: (await codeOn(meeting, 'her')).digits,
    at: now(),
  });
  await scout.at(point.lat, point.lon, 30);
  const kinds = async () => {
    await w.watch();
    const { body } = await w.desk('near', 'GET', `/api/walk-board/${her.id}`);
    return body.alerts.map(({ kind }) => kind).sort();
  };
  expect(await kinds()).toEqual([]);
  await w.city.asOwner(
    `update escorts.pair_places set at = now() - interval '10 minutes', still_since = now() - interval '10 minutes'`,
  );
  await w.city.asOwner(
    `update escorts.walks set checked_in_at = now() - interval '20 minutes', walking_at = now() - interval '2 hours'`,
  );
  expect(await kinds()).toEqual(['check-in-missed', 'link-lost', 'overdue', 'still']);
  await scout.at(point.lat, point.lon + 0.02);
  await scout.do(`walks/${her.id}/check-in`);
  expect(await kinds()).toEqual(['off-way', 'overdue']);
  const { body } = await w.desk('near', 'GET', `/api/walk-board/${her.id}`);
  const alert = body.alerts[0]!;
  const seen = await w.desk(
    'near',
    'POST',
    `/api/walk-board/${her.id}/alerts/${alert.id}/seen`,
    {},
  );
  expect(seen.body.alerts.find(({ id }) => id === alert.id)?.seenAt).not.toBeNull();
  await scout.do(`walks/${her.id}/leave`, { reason: 'felt-unsafe' });
  expect((await her.look()).state).toBe('left');
});

test('what everybody forgot is ended, and nothing of hers stays behind', async () => {
  const her = w.her();
  await her.book({ firstName: '잊힌이름' });
  await closeForgotten({ db: w.city.db, config: () => w.config });
  expect((await her.look()).state).toBe('received');
  await w.city.asOwner(`update escorts.walks set wanted_at = now() - interval '5 hours'`);
  expect(await closeForgotten({ db: w.city.db, config: () => w.config })).toBe(1);
  expect(await her.look()).toMatchObject({
    state: 'cancelled',
    ended: { by: 'service', reason: 'no-pair-free' },
  });
  expect(await w.dump()).not.toContain('잊힌이름');
});

test('each centre has its own walks, the auditor reads, and others learn nothing', async () => {
  const { id } = (await w.desk('near', 'POST', '/api/walk-board', booking())).body;
  for (const who of ['next', 'far']) {
    expect((await w.desk(who, 'GET', `/api/walk-board/${id}`)).status, who).toBe(404);
    expect(
      (await w.desk(who, 'POST', `/api/walk-board/${id}/cancel`, { forHer: true, reason: 'other' }))
        .status,
    ).toBe(404);
    expect((await w.desk<{ walks: unknown[] }>(who, 'GET', '/api/walk-board')).body.walks).toEqual(
      [],
    );
  }
  const audited = (await w.desk('auditor', 'GET', `/api/walk-board/${id}`)).body;
  expect(audited).toMatchObject({ id, phone: null, firstName: null });
  expect((await w.desk('police', 'GET', `/api/walk-board/${id}`)).status).toBe(403);
  expect((await w.desk('agent', 'GET', `/api/walk-board/${id}`)).body.phone).toBe('010-1111-2222');
});

test('no role but the server reads what is hers, and no table lets a stranger in', async () => {
  await w.desk('near', 'POST', '/api/walk-board', booking());
  const rows = await w.city.asOwner(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity and c.relforcerowsecurity as forced
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('escorts', 'network') and c.relkind = 'r' order by 1`,
  );
  expect(rows.filter(({ forced }) => !forced)).toEqual([]);
  expect(rows.length).toBeGreaterThan(15);
  const [near, , far] = w.city.districts;
  const count = (role: string, districts: 'all' | string[], table: string) =>
    w.city.db.transaction({ id: 'x', name: null, role, districts }, async (tx) => {
      const strings = Object.assign([`select count(*)::int as count from ${table}`], { raw: [] });
      const [row] = await tx.sql<{ count: number }>(strings as unknown as TemplateStringsArray);
      return row!.count;
    });
  const open = ['escorts.meeting_points'];
  for (const { name } of rows) {
    const table = String(name);
    for (const role of ['public', 'police', 'device'])
      expect(await count(role, [near], table), `${role} ${table}`).toBe(
        open.includes(table) ? 3 : 0,
      );
    for (const role of ['operator', 'manager'])
      if (!open.includes(table))
        expect(await count(role, [far], table), `${role} of ${far} ${table}`).toBe(0);
  }
  expect(await count('operator', [near], 'escorts.walk_details')).toBe(1);
  for (const role of ['manager', 'auditor', 'administrator'])
    expect(await count(role, 'all', 'escorts.walk_details'), role).toBe(0);
});

test('figures count what was asked, walked and refused, and few answers say nothing of anybody', async () => {
  await w.pair();
  await w.her().book();
  const cancelled = w.her();
  await cancelled.book({ at: w.slot(6) });
  await cancelled.do('cancel', { reason: 'plans-changed' });
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const to = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await w.city.asOwner(`insert into escorts.baselines values ($1, 2024, 1200, 9)`, [
    w.city.districts[0],
  ]);
  await w.city.asOwner(
    `insert into escorts.answers (district, month, felt_safe, again) values ($1, date_trunc('month', now()), 5, true)`,
    [w.city.districts[0]],
  );
  const figures = await w.desk<{ total: object; byDistrict: { district: string }[] }>(
    'near',
    'GET',
    `/api/walk-figures?from=${day}&to=${to}`,
  );
  expect(figures.body.byDistrict).toHaveLength(1);
  expect(figures.body.byDistrict[0]).toMatchObject({
    asked: 2,
    walked: 0,
    cancelledByHer: 1,
    feltSafe: null,
    baseline: { year: 2024, walks: 1200, scouts: 9 },
  });
});

test('every figure of an evening, counted by hand: walked, cancelled by whom and how late, refused, full, wait, on time, felt, paid and what a walk cost', async () => {
  await w.pair();
  await w.her().book();
  const [known] = await w.city.asOwner('select to_jsonb(w) as walk from escorts.walks w limit 1');
  const [shift] = await w.city.asOwner('select to_jsonb(s) as shift from network.shifts s limit 1');
  const [person] = await w.city.asOwner('select id from network.people limit 1');
  const district = w.city.districts[0];
  const wanted = '2026-03-10T23:00:00+09:00';
  const after = (minutes: number) => new Date(Date.parse(wanted) + minutes * 60_000).toISOString();
  const keep = (some: object) =>
    w.city.asOwner(
      'insert into escorts.walks select * from jsonb_populate_record(null::escorts.walks, $1)',
      [
        JSON.stringify({
          ...(known!.walk as object),
          id: randomUUID(),
          key_hash: null,
          district,
          wanted_at: wanted,
          ...some,
        }),
      ],
    );
  const walked = { state: 'home', closed_at: after(60) };
  await keep({ ...walked, met_at: after(2), walking_at: after(3) });
  await keep({ ...walked, met_at: after(20), walking_at: after(21) });
  await keep({ state: 'cancelled', cancelled_by: 'agent', closed_at: after(-90) });
  await keep({ state: 'cancelled', cancelled_by: 'service', closed_at: after(-90) });
  await keep({ state: 'cancelled', cancelled_by: 'pair', closed_at: after(-5) });
  await keep({ state: 'refused', closed_at: after(5) });
  await keep({ state: 'left', closed_at: after(5), met_at: after(0), walking_at: after(1) });
  await w.city.asOwner(`insert into escorts.full_evenings values ($1, '2026-03-10', 4)`, [
    district,
  ]);
  for (const felt of [5, 5, 4, 3, 3])
    await w.city.asOwner(
      `insert into escorts.answers (district, month, felt_safe, again) values ($1, '2026-03-01', $2, $3)`,
      [district, felt, felt > 3],
    );
  const night = randomUUID();
  await w.city.asOwner(
    'insert into network.shifts select * from jsonb_populate_record(null::network.shifts, $1)',
    [
      JSON.stringify({
        ...(shift!.shift as object),
        id: night,
        district,
        begins_at: after(-60),
        ends_at: after(60),
      }),
    ],
  );
  await w.city.asOwner('update network.people set pay_per_hour = 15000 where id = $1', [
    person!.id,
  ]);
  await w.city.asOwner(
    'insert into network.shift_people (shift_id, person_id, worked_from, worked_until) values ($1, $2, $3, $4)',
    [night, person!.id, after(-60), after(60)],
  );
  const { body } = await w.desk<{ total: object }>(
    'manager',
    'GET',
    '/api/walk-figures?from=2026-03-10&to=2026-03-10',
  );
  expect(body.total).toMatchObject({
    asked: 7,
    walked: 3,
    cancelledByHer: 1,
    cancelledByService: 2,
    cancelledLate: 1,
    refused: 1,
    left: 1,
    full: 4,
    meanWaitSeconds: ((2 + 20 + 0) * 60) / 3,
    onTime: 2 / 3,
    feltSafe: 4,
    again: 3 / 5,
    answers: 5,
    paidHours: 2,
    costPerWalk: 10_000,
  });
});

test('a manager keeps meeting points of the own district, with one winner of two', async () => {
  const { items } = (
    await w.desk<{ items: { id: string; updatedAt: string; district: string }[] }>(
      'manager',
      'GET',
      '/api/meeting-points',
    )
  ).body;
  const [mine, foreign] = [
    items.find((p) => p.district === w.city.districts[0])!,
    items.find((p) => p.district === w.city.districts[2])!,
  ];
  const patch = (point: { id: string; updatedAt: string }) =>
    w.desk<{ perSlot?: number }>('manager', 'PATCH', `/api/meeting-points/${point.id}`, {
      updatedAt: point.updatedAt,
      perSlot: 2,
      hint: { ko: '편의점 앞' },
    });
  expect((await patch(mine)).body.perSlot).toBe(2);
  expect((await patch(mine)).body.code).toBe('changed-meanwhile');
  expect((await patch(foreign)).body.code).toBe('other-district');
});
