// Proves over HTTP and by SQL that an override is asked, decided by somebody else, carried out by a key holder or two custodians, seen by her, and over when its time is.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, StartError, system, type Tx } from '#platform/db/index.ts';
import { NotSealed } from '#platform/sealing/index.ts';
import { caseRoutes, casesContract, sealCaseLine } from '#programme/cases/index.ts';
import { sealEntry } from '#programme/cases/sealing/entries.ts';
import {
  type Desks,
  type Member,
  openDesks,
  type Phone,
} from '#programme/reports/desks-for-test.ts';
import { numberOf } from '#programme/reports/index.ts';
import { newestKeyIn } from '#programme/reports/sealing/book.ts';
import type { Candidate, Handed, HerOverride, Override } from './contract.ts';
import {
  carryOutByCustodians,
  overrideRoutes,
  overridesContract,
  runOverrideTimers,
} from './index.ts';
import { openHanded, rewrap } from './sealing/hand-over.ts';
import { openHerWords, openWords, sealWords } from './sealing/words.ts';

type Staffed = { id: string; member: Member };
type Prepared = { report: string; herKey: string; reviewDesk: { id: string; kind: string } };

let w: Desks;
let near: string;
let team: Staffed;
let police: Staffed;
let far: Staffed;
let office: Staffed;
const policy = { reviewWithinHours: 12, carryOutWithinHours: 24, longestHours: 72 };

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  w.bind(overridesContract, overrideRoutes({ db: w.city.db, policy: () => policy }));
  const linesKey = Buffer.alloc(32, 1);
  w.bind(
    casesContract,
    caseRoutes({
      db: w.city.db,
      month: () => '2026-11-01',
      seal: (line) => sealCaseLine(linesKey, line),
      keepMonths: () => 36,
    }),
  );
  team = await w.staffedDesk('crisis-team', near, 'crisis-team', '가 상담원');
  police = await w.staffedDesk('police', near, 'police', '나 경위');
  far = await w.staffedDesk('crisis-team', w.city.districts[2], 'crisis-team', '다 상담원');
  office = await w.staffedDesk('city', null, 'city-operator', '라 주무관');
});
afterAll(() => w.close());

const post = <T = Override>(who: Member, path: string, body: object = {}) =>
  w.as<T>(who, 'POST', `/api/overrides${path}`, body);
const list = async (who: Member) =>
  (await w.as<{ items: Override[] }>(who, 'GET', '/api/overrides')).body.items;
const mine = async (phone: Phone) =>
  (await w.ask<{ items: HerOverride[] }>('GET', '/api/overrides/mine', undefined, phone.headers))
    .body.items;
const tick = () => runOverrideTimers(w.city.db);
const handedRows = async (id: string) =>
  (
    await w.city.asOwner('select count(*)::int as n from overrides.handed where override_id = $1', [
      id,
    ])
  )[0]!.n;
const dueNow = (id: string) =>
  w.city.asOwner(
    "alter table overrides.overrides disable trigger guard_step; update overrides.overrides set due_at = now() - interval '1 second' where id = '" +
      id +
      "'; alter table overrides.overrides enable trigger guard_step",
  );

async function report(kinds: Parameters<Phone['gifts']>[1] = ['crisis-team']): Promise<Phone> {
  const phone = await w.phone();
  await phone.report(near, kinds);
  return phone;
}

/** Asks as somebody's browser does. */
async function ask(who: Staffed, phone: Phone, some: Partial<Override> = {}) {
  const { what = 'identity', reason = 'danger-to-life', hours = 24 } = some;
  const prepared = await post<Prepared>(who.member, '/prepare', {
    number: numberOf(phone.id),
    desk: who.id,
    what,
  });
  if (prepared.status !== 200) return { ...prepared, id: '' };
  const { herKey, reviewDesk } = prepared.body;
  const book = await w.book();
  const { id, ...words } = await sealWords(phone.id, '문 앞에 서 있다고 합니다', {
    herKey,
    own: newestKeyIn(book, who.id),
    review: newestKeyIn(book, reviewDesk.id),
  });
  const asked = await post(who.member, '', {
    id,
    ...words,
    report: phone.id,
    desk: who.id,
    what,
    reason,
    hours,
    reviewDesk: reviewDesk.id,
  });
  return { ...asked, id };
}

const review = (who: Member, id: string, approve = true) =>
  post(who, `/${id}/review`, approve ? { approve } : { approve, why: 'not-needed' });

/** Carries it out as a key holder's browser does. */
async function carryOut(who: Staffed, asking: Staffed, phone: Phone, id: string) {
  const held = await w.as<{ items: Candidate[] }>(who.member, 'GET', `/api/overrides/${id}/keys`);
  if (held.status !== 200) return held;
  const to = newestKeyIn(await w.book(), asking.id);
  const keys = await w.deskKeys(who.member, who.id);
  const handed = await rewrap({ id, report: phone.id }, held.body.items[0]!, keys, to);
  return post(who.member, `/${id}/carry-out`, handed);
}

/** What the asking desk reads. */
async function read(who: Staffed, id: string): Promise<string | number> {
  const { status, body } = await post<Handed>(who.member, `/${id}/open`);
  return status === 200 ? openHanded(id, body, await w.deskKeys(who.member, who.id)) : status;
}

describe('the way of an override', () => {
  test('asked, decided by somebody else, carried out by a key holder, opened with a mark, seen by her at every step, and destroyed at its end', async () => {
    const phone = await report();
    expect(await mine(phone)).toEqual([]);
    const { id, status, body } = await ask(far, phone);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'asked', asks: true, mayReview: false, hours: 24 });
    const [hers] = await mine(phone);
    expect(hers).toMatchObject({
      state: 'asked',
      what: 'identity',
      reason: 'danger-to-life',
      by: '다 상담원',
      desk: { id: far.id },
      reviewDesk: { kind: 'city' },
    });
    expect(
      await openHerWords({ id, report: phone.id }, hers!.words!, phone.secrets.keys.privateKey),
    ).toContain('문 앞에');
    // Before somebody else said yes, no key is given out and nothing can be handed over.
    expect((await carryOut(team, far, phone, id)).status).toBe(409);
    expect(await read(far, id)).toBe(404);

    const [waiting] = await list(office.member);
    expect(waiting).toMatchObject({ id, mayReview: true, asks: false });
    expect(
      await openWords(waiting!, waiting!.words!, await w.deskKeys(office.member, office.id)),
    ).toContain('문 앞에');
    expect((await review(far.member, id)).body).toMatchObject({ code: 'not-the-reviewer' });
    expect((await review(team.member, id)).body).toMatchObject({ code: 'not-the-reviewer' });
    expect((await review(office.member, id)).body).toMatchObject({ state: 'approved' });

    const [toCarry] = await list(team.member);
    expect(toCarry).toMatchObject({ id, mayCarryOut: true, words: null });
    const carried = await carryOut(team, far, phone, id);
    expect(carried.body).toMatchObject({
      state: 'carried-out',
      way: 'desk',
      carriedBy: '가 상담원',
    });
    expect(await read(far, id)).toBe('이름과 번호');
    for (const other of [team, police, office]) expect(await read(other, id)).toBe(404);
    expect((await mine(phone))[0]).toMatchObject({
      state: 'carried-out',
      carriedDesk: { id: team.id },
      openings: [{ by: '다 상담원' }],
    });
    // No consent of hers: the desk takes no part in report or case, and sees neither.
    const rows = await w.city.asOwner('select desk_id from cases.parties where report_id = $1', [
      phone.id,
    ]);
    expect(rows.map((row) => row.desk_id)).toEqual([team.id]);
    expect(
      (await w.as<{ items: unknown[] }>(far.member, 'GET', '/api/desk/reports')).body.items,
    ).toEqual([]);

    await dueNow(id);
    // Hidden to the second, before any clock ran.
    expect(await read(far, id)).toBe(404);
    await tick();
    expect(await handedRows(id)).toBe(0);
    expect((await mine(phone))[0]).toMatchObject({ state: 'ended', dueAt: null });
    const marks = await w.city.asOwner(
      "select action, detail->>'override' as of from platform.audit where subject = $1 and action like 'override.%' order by id",
      [phone.id],
    );
    expect(marks.map((row) => row.action)).toEqual([
      'override.asked',
      'override.approved',
      'override.carried-out',
      'override.opened',
      'override.ended',
    ]);
    expect(new Set(marks.map((row) => row.of))).toEqual(new Set([id]));
    const told = await w.city.asOwner(
      'select distinct audience[1] as audience from platform.events where subject_id = $1',
      [phone.id],
    );
    expect(told.map((row) => row.audience)).toEqual(
      expect.arrayContaining([far, office, team].map(({ id }) => `only:${id}`)),
    );
  });

  test('refused and lapsed are ends: nothing follows, and asking again begins anew', async () => {
    const phone = await report();
    const refused = await ask(far, phone);
    expect((await review(office.member, refused.id, false)).body).toMatchObject({
      state: 'refused',
      refusal: 'not-needed',
    });
    expect((await review(office.member, refused.id)).body).toMatchObject({ code: 'override-over' });
    expect((await carryOut(team, far, phone, refused.id)).body).toMatchObject({
      code: 'override-over',
    });
    const late = await ask(far, phone);
    await dueNow(late.id);
    expect((await review(office.member, late.id)).body).toMatchObject({ code: 'too-late' });
    const approved = await ask(far, phone);
    await review(office.member, approved.id);
    await dueNow(approved.id);
    expect((await carryOut(team, far, phone, approved.id)).body).toMatchObject({
      code: 'too-late',
    });
    await tick();
    expect((await mine(phone)).map(({ state }) => state)).toEqual(['lapsed', 'lapsed', 'refused']);
  });

  test('whoever asked, decides or holds ends it early; the part leaves at once', async () => {
    for (const who of [far, office, team]) {
      const phone = await report();
      const { id } = await ask(far, phone);
      await review(office.member, id);
      await carryOut(team, far, phone, id);
      expect((await post(police.member, `/${id}/end`)).status).toBe(404);
      expect((await post(who.member, `/${id}/end`)).body).toMatchObject({ state: 'ended' });
      expect(await read(far, id)).toBe(404);
      await tick();
      expect(await handedRows(id)).toBe(0);
    }
  });

  test('what is only asked is ended by whoever asked; who decides says why not', async () => {
    const phone = await report();
    const { id } = await ask(far, phone);
    for (const who of [office, team])
      expect((await post(who.member, `/${id}/end`)).body).toMatchObject({ code: 'not-now' });
    expect((await post(far.member, `/${id}/end`)).body).toMatchObject({ state: 'ended' });
  });

  test('an entry of the case goes the same way', async () => {
    const phone = await report();
    await w.city.asOwner(
      'insert into cases.team_members values ($1, $2, $3, $4) on conflict do nothing',
      [near, team.member.id, '가 상담원', 'counsellor'],
    );
    await w.as(team.member, 'POST', '/api/cases', { report: phone.id, desk: team.id });
    await w.as(team.member, 'POST', `/api/cases/${phone.id}/declare`, { conflict: false });
    const own = newestKeyIn(await w.book(), team.id);
    const publicKey = Buffer.from(own.publicKey).toString('base64url');
    const entry = await sealEntry(phone.id, '안전 계획', [
      { desk: team.id, key: { id: own.id, publicKey } },
    ]);
    await w.as(team.member, 'POST', `/api/cases/${phone.id}/entries`, {
      ...entry,
      desk: team.id,
      kind: 'safety-plan',
    });
    const { id } = await ask(police, phone, { what: 'safety-plan', reason: 'lost-contact' });
    await review(office.member, id);
    expect((await carryOut(team, police, phone, id)).body).toMatchObject({ state: 'carried-out' });
    expect(await read(police, id)).toBe('안전 계획');
    // She withdraws: everything is over and destroyed, the line stays for her to see.
    await phone.do('withdraw');
    expect(await read(police, id)).toBe(404);
    expect(await handedRows(id)).toBe(0);
    expect((await mine(phone))[0]).toMatchObject({ state: 'ended', words: null });
  });
});

describe('what cannot be asked', () => {
  test('what she took back from everybody: its wraps are destroyed, and no override brings it back', async () => {
    const phone = await report();
    const before = await ask(far, phone);
    await review(office.member, before.id);
    await phone.do('consents', { revoke: [{ desk: team.id }] });
    expect((await ask(far, phone)).body).toMatchObject({ code: 'nobody-holds' });
    expect((await carryOut(team, far, phone, before.id)).status).toBe(404);
    const shares = await w.shares();
    await expect(
      w.city.db.transaction(system, (tx) =>
        carryOutByCustodians(tx, { override: before.id, shares: shares.slice(0, 2), item: null }),
      ),
    ).rejects.toThrow('nothing opens it');
  });

  test('what the desk has, a report that is not there, another desk, too long; whoever is kept from it is told that there is none', async () => {
    const phone = await report(['crisis-team', 'police']);
    expect((await ask(police, phone)).body).toMatchObject({ code: 'yours-already' });
    expect(
      (
        await post(far.member, '/prepare', {
          number: numberOf(randomUUID()),
          desk: far.id,
          what: 'identity',
        })
      ).body,
    ).toMatchObject({ code: 'unknown-report' });
    expect(
      (
        await post(far.member, '/prepare', {
          number: numberOf(phone.id),
          desk: team.id,
          what: 'identity',
        })
      ).body,
    ).toMatchObject({ code: 'not-yours' });
    expect((await ask(far, phone, { hours: 100 })).body).toMatchObject({
      code: 'too-long',
      longestHours: 72,
    });
    await w.city.asOwner('insert into reports.recusals values ($1, $2, true)', [
      phone.id,
      far.member.id,
    ]);
    expect((await ask(far, phone)).body).toMatchObject({ code: 'unknown-report' });
  });

  test('where the city itself asks or takes part, somebody else decides', async () => {
    const phone = await report(['crisis-team', 'city']);
    const { body } = await ask(police, phone);
    expect(body.reviewDesk).toMatchObject({ id: far.id });
    const other = await report();
    expect((await ask(office, other)).body.reviewDesk).toMatchObject({ id: far.id });
  });
});

describe('two custodians', () => {
  test('carry out what was approved and nothing else, one part for one desk; one of them, or one twice, opens nothing', async () => {
    const phone = await report();
    const { id } = await ask(far, phone);
    const [one, two, three] = await w.shares();
    const carry = (shares: string[], override = id) =>
      w.city.db.transaction(system, (tx) =>
        carryOutByCustodians(tx, { override, shares, item: null }),
      );
    await expect(carry([one!, two!], randomUUID())).rejects.toThrow('no such override');
    await expect(carry([one!, three!])).rejects.toThrow('This override is asked');
    await review(office.member, id);
    await expect(carry([one!])).rejects.toThrow(StartError);
    await expect(carry([one!, one!])).rejects.toThrow('Two different shares');
    expect(await carry([three!, one!])).toMatchObject({ done: true });
    expect(await read(far, id)).toBe('이름과 번호');
    expect((await mine(phone))[0]).toMatchObject({
      state: 'carried-out',
      way: 'custodians',
      carriedBy: null,
      carriedDesk: { id: team.id },
    });
    await expect(carry([one!, two!])).rejects.toThrow('This override is carried-out');
    // The desk's own keys went to nobody.
    const held = await w.city.asOwner(
      'select count(*)::int as n from reports.held_keys where desk_id = $1',
      [team.id],
    );
    expect(held[0]!.n).toBe(2);
  });

  test('are asked which one where there are several', async () => {
    const phone = await report();
    const gifts = await phone.gifts(near, ['crisis-team']);
    for (const text of ['첫 글', '둘째 글'])
      await phone.do('parts', { part: await phone.part('message', text, gifts) });
    const { id } = await ask(far, phone, { what: 'message' });
    await review(office.member, id);
    const shares = (await w.shares()).slice(1);
    const carry = (item: string | null) =>
      w.city.db.transaction(system, (tx) =>
        carryOutByCustodians(tx, { override: id, shares, item }),
      );
    const choice = await carry(null);
    if (choice.done) throw new Error('it chose by itself');
    expect(choice.choices).toHaveLength(2);
    await carry(choice.choices[1]!.item);
    expect(await read(far, id)).toBe('첫 글');
  });
});

describe('walls', () => {
  test('a wrap for one override opens under no other', async () => {
    const phone = await report();
    const { id } = await ask(far, phone);
    await review(office.member, id);
    await carryOut(team, far, phone, id);
    const { body } = await post<Handed>(far.member, `/${id}/open`);
    await expect(
      openHanded(randomUUID(), body, await w.deskKeys(far.member, far.id)),
    ).rejects.toThrow(NotSealed);
  });

  test('no role but members of the asking desk, while it lives, reads what was handed over; administrators and auditors see nothing of it, by SQL', async () => {
    const phone = await report();
    const { id } = await ask(far, phone);
    await review(office.member, id);
    await carryOut(team, far, phone, id);
    const sees = async (who: {
      id: string;
      role: string;
      districts: 'all' | readonly string[];
    }) => {
      const [row] = await w.city.db.transaction(
        { ...who, name: null },
        (tx) => tx.sql<{ handed: number; lines: number }>`
          select (select count(*) from overrides.handed where override_id = ${id})::int as handed,
            ((select count(*) from overrides.overrides where id = ${id})
              + (select count(*) from overrides.openings where override_id = ${id}))::int as lines`,
      );
      return row!;
    };
    expect((await sees(far.member)).handed).toBe(1);
    for (const who of [team, office, police]) expect((await sees(who.member)).handed).toBe(0);
    expect((await sees(police.member)).lines).toBe(0);
    for (const role of [
      'operator',
      'city-operator',
      'hotline-agent',
      'manager',
      'police',
      'crisis-team',
      'auditor',
      'administrator',
      'public',
      'reporter',
    ])
      expect(await sees({ id: randomUUID(), role, districts: 'all' }), role).toEqual({
        handed: 0,
        lines: 0,
      });
    expect(await sees({ id: phone.id, role: 'reporter', districts: [] })).toMatchObject({
      handed: 0,
      lines: 1,
    });
  });

  test('no statement of anybody steps past the guards', async () => {
    const phone = await report();
    const { id } = await ask(far, phone);
    const tries = <T>(who: Actor, work: (tx: Tx) => Promise<T>) => w.city.db.transaction(who, work);
    const identity = (await phone.look()).body.parts.find(({ kind }) => kind === 'identity')!.id;
    const key = newestKeyIn(await w.book(), far.id).id;
    const hand = (who: Member | typeof system) =>
      tries(
        who,
        (tx) =>
          tx.sql`
          insert into overrides.handed (override_id, report_id, part_id, desk_id, recipient_id, by_desk, by_staff, sealed, wrap)
          values (${id}, ${phone.id}, ${identity}, ${far.id}, ${key}, ${team.id}, ${who.id}, '', ${Buffer.alloc(80)})`,
      );
    const approve = (who: Member | typeof system, by = who.id) =>
      tries(
        who,
        (tx) =>
          tx.sql`
          update overrides.overrides set state = 'approved', reviewed_by = ${by}, reviewed_at = now(), due_at = now() + interval '1 hour'
          where id = ${id} returning id`,
      );
    const refused = { code: '42501' };
    for (const who of [team.member, far.member, system]) {
      await expect(hand(who), who.id).rejects.toMatchObject(refused);
      await expect(approve(who), who.id).rejects.toMatchObject(refused);
    }
    await expect(approve(office.member, far.member.id)).rejects.toMatchObject(refused);
    expect(await approve(police.member)).toEqual([]);
    await expect(
      tries(
        office.member,
        (tx) =>
          tx.sql`update overrides.overrides set hours = 168, what = 'narrative' where id = ${id}`,
      ),
    ).rejects.toMatchObject(refused);
    await expect(
      tries(
        system,
        (tx) =>
          tx.sql`
          update overrides.overrides set state = 'carried-out', carried_at = now(), way = 'desk' where id = ${id}`,
      ),
    ).rejects.toMatchObject(refused);
    const writes: [Member, (tx: Tx) => Promise<unknown>][] = [
      [
        office.member,
        (tx) => tx.sql`
          update overrides.overrides set state = 'ended', due_at = null, ended_at = now() where id = ${id}`,
      ],
      [
        team.member,
        (tx) => tx.sql`update overrides.overrides set reviewed_name = 'x' where id = ${id}`,
      ],
      [
        far.member,
        (tx) => tx.sql`
          update overrides.overrides set due_at = now() + interval '9 days' where id = ${id}`,
      ],
      [
        far.member,
        (tx) => tx.sql`
          update overrides.overrides set words_hers = ${Buffer.alloc(80)} where id = ${id}`,
      ],
    ];
    for (const [who, write] of writes)
      await expect(tries(who, write)).rejects.toMatchObject(refused);
    await approve(office.member);
    // Approved for another kind, from another desk, by the asker: still nothing.
    const narrative = (await phone.look()).body.parts.find(({ kind }) => kind === 'narrative')!.id;
    await expect(
      tries(
        team.member,
        (tx) =>
          tx.sql`
          insert into overrides.handed (override_id, report_id, part_id, desk_id, recipient_id, by_desk, by_staff, sealed, wrap)
          values (${id}, ${phone.id}, ${narrative}, ${far.id}, ${key}, ${team.id}, ${team.member.id}, '', ${Buffer.alloc(80)})`,
      ),
    ).rejects.toMatchObject(refused);
    await expect(hand(far.member)).rejects.toMatchObject(refused);
    await expect(hand(police.member)).rejects.toMatchObject(refused);
    await hand(team.member);
    const [row] = await w.city.asOwner(
      'select h.sealed = p.sealed as same from overrides.handed h join reports.parts p on p.id = h.part_id where override_id = $1',
      [id],
    );
    expect(row!.same).toBe(true);
  });

  test('whoever does what in whatever order: handed over only after somebody else approved, and destroyed with every end', async () => {
    const people = { far, team, police, office };
    type Who = keyof typeof people;
    const step = fc.tuple(
      fc.constantFrom<Who>('far', 'team', 'police', 'office'),
      fc.constantFrom('approve', 'refuse', 'carry-out', 'end', 'time'),
    );
    const phone = await report();
    const identity = (await phone.look()).body.parts.find(({ kind }) => kind === 'identity')!.id;
    const recipient = newestKeyIn(await w.book(), far.id).id;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (tried) => {
        const { id } = await ask(far, phone);
        for (const [who, what] of tried) {
          const { id: desk, member } = people[who];
          if (what === 'time') {
            await dueNow(id).catch(() => {});
            await tick();
          } else if (what === 'carry-out')
            await post(member, `/${id}/carry-out`, {
              of: 'part',
              item: identity,
              desk,
              recipient,
              wrap: Buffer.alloc(80, 7).toString('base64url'),
            });
          else if (what === 'end') await post(member, `/${id}/end`);
          else await review(member, id, what === 'approve');
          await tick();
          const [now] = await w.city.asOwner(
            `select state, asked_by, reviewed_by, carried_by, (select count(*)::int from overrides.handed where override_id = o.id) as handed
             from overrides.overrides o where id = $1`,
            [id],
          );
          expect(now!.handed).toBe(now!.state === 'carried-out' ? 1 : 0);
          expect([null, office.member.id]).toContain(now!.reviewed_by);
          expect([null, team.member.id]).toContain(now!.carried_by);
          if (now!.carried_by !== null) expect(now!.reviewed_by).toBe(office.member.id);
        }
      }),
      { numRuns: 12 },
    );
  });
});
