// Proves over HTTP what goes along with a call: her position and the centres that see it, words both ways, links, and what ends with it.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { staffOf } from '#platform/testing/small-city.ts';
import { squarePoint } from '#platform/testing/square-city.ts';
import {
  callersMovedSince,
  eraseCallers,
  readHandOverFacts,
  runIncidentTimers,
} from '#programme/incidents/index.ts';
import { eraseDeadLinks, eraseKeys } from './index.ts';
import { openPhones, type Phone, type Phones } from './phones-for-test.ts';
import { toCentimetre } from './place.ts';

let phones: Phones;
let flood = false;
beforeAll(async () => {
  phones = await openPhones(() => flood);
});
afterAll(() => phones?.close());

const spot = (district: number, x: number, y: number) => toCentimetre(squarePoint(district, x, y));
const token = () => randomBytes(32).toString('base64url');
let last = Date.now() - 3_600_000;
/** Somewhere in a district, a second later each time. */
function at(district: number, x = 0.5, y = 0.5) {
  last += 1000;
  return { ...spot(district, x, y), accuracy: 20, at: new Date(last).toISOString() };
}

async function raised(): Promise<{ phone: Phone; incident: string }> {
  const phone = phones.phone();
  await phone.touch();
  await phone.say('send');
  return { phone, incident: await phones.incidentOf(phone) };
}

async function detailOf(incident: string, who = 'city') {
  const { body } = await phones.ask('GET', `/api/incidents/${incident}`, undefined, {
    'x-who': who,
  });
  return body as Record<string, unknown> & {
    place: Record<string, unknown>;
    messages: Record<string, unknown>[];
  };
}

async function close(incident: string, disposition = 'accidental') {
  await phones.desk('city', incident, 'acknowledge');
  return phones.desk('city', incident, 'close', { disposition });
}

describe('her position', () => {
  test('finds the district, and its centre sees the call from then on; a border adds the next and takes it from nobody', async () => {
    const { phone, incident } = await raised();
    expect(await phones.queueOf('near')).not.toContain(incident);
    const { body } = await phone.say('position', at(0));
    expect(body).toMatchObject({ sharing: true });
    expect(body.positionAt).not.toBeNull();
    expect(await phones.queueOf('near')).toContain(incident);
    expect(await phones.queueOf('next')).not.toContain(incident);
    await phone.say('position', at(1));
    expect(await phones.queueOf('near')).toContain(incident);
    expect(await phones.queueOf('next')).toContain(incident);
    expect(await phones.queueOf('far')).not.toContain(incident);
    const whole = await detailOf(incident);
    expect(whole).toMatchObject({ accuracy: 20, sharing: true });
    expect(whole.place).toMatchObject({ district: phones.city.districts[1] });
    expect(whole.place.name).toContain('가게');
  });

  test('is kept as the newest only: between two districts no step, no event and no row is written for it', async () => {
    const { phone, incident } = await raised();
    await phone.say('position', at(0));
    const steps = await phones.steps(incident);
    const events = await countEvents(incident);
    for (let move = 1; move < 9; move++) await phone.say('position', at(0, move / 10, 0.3));
    expect(await phones.steps(incident)).toEqual(steps);
    expect(await countEvents(incident)).toBe(events);
    const told = await phones.city.asOwner(
      'select payload::text as said from platform.events where subject_id = $1 union all select detail::text from incidents.steps where incident_id = $1',
      [incident],
    );
    for (const { said } of told) expect(said).not.toMatch(/"(?:lat|lon|accuracy)"|37\./);
    expect((await detailOf(incident)).place).toMatchObject(spot(0, 0.8, 0.3));
  });

  test('an older one and one told again are left', async () => {
    const { phone, incident } = await raised();
    const [first, second] = [at(0, 0.2, 0.2), at(0, 0.4, 0.4)];
    await phone.say('position', second);
    await phone.say('position', first);
    await phone.say('position', { ...first, at: second.at });
    expect((await detailOf(incident)).place).toMatchObject({ lat: second.lat, lon: second.lon });
  });

  test('a clock that runs ahead counts as now', async () => {
    const { phone } = await raised();
    const ahead = { ...at(0), at: new Date(Date.now() + 3_600_000).toISOString() };
    const { body } = await phone.say('position', ahead);
    expect(Date.parse(body.positionAt!)).toBeLessThan(Date.now() + 60_000);
  });

  test('stops when she says so; the call goes on', async () => {
    const { phone, incident } = await raised();
    await phone.say('position', at(0, 0.2, 0.2));
    expect((await phone.say('sharing', { on: false })).body).toMatchObject({
      state: 'received',
      sharing: false,
    });
    await phone.say('position', at(0, 0.6, 0.6));
    const whole = await detailOf(incident);
    expect(whole.place).toMatchObject(spot(0, 0.2, 0.2));
    expect(whole.sharing).toBe(false);
    await phone.say('sharing', { on: true });
    await phone.say('position', at(0, 0.7, 0.7));
    expect((await detailOf(incident)).place).toMatchObject(spot(0, 0.7, 0.7));
  });

  test('outside the city stays with the city desk', async () => {
    const { phone, incident } = await raised();
    await phone.say('position', { ...at(0), lat: 35, lon: 129 });
    expect(await phones.queueOf('city')).toContain(incident);
    expect((await detailOf(incident)).place).toMatchObject({ district: null });
  });

  test('unknown and unanswered: every centre is alerted', async () => {
    const { incident } = await raised();
    for (let turn = 0; turn < 2; turn++) {
      await phones.city.asOwner('update incidents.incidents set due_at = now() where id = $1', [
        incident,
      ]);
      await runIncidentTimers(phones.city.db, phones.config);
    }
    expect(await phones.queueOf('far')).toContain(incident);
  });

  test('moves on the map of the desks that see the call, and of no other', async () => {
    const { phone, incident } = await raised();
    await phone.say('position', at(0));
    const moved = await phones.city.db.transaction(system, (tx) =>
      callersMovedSince(tx, new Date(Date.now() - 60_000)),
    );
    expect(moved.find(({ id }) => id === incident)?.audience).toEqual([phones.city.districts[0]]);
  });

  test('reaches the police at a bounded rate, as a circle of the position then', async () => {
    const { phone, incident } = await raised();
    const rows = () => countOutbox(incident);
    await sendAll(incident);
    const before = await rows();
    await phone.say('position', at(0, 0.3, 0.3));
    await runIncidentTimers(phones.city.db, phones.config);
    await sendAll(incident);
    for (let move = 4; move < 9; move++) {
      await phone.say('position', at(0, move / 10, 0.3));
      await runIncidentTimers(phones.city.db, phones.config);
    }
    expect(await rows()).toBe(before + 1);
    await phones.city.asOwner(
      "update incidents.hand_overs set position_told_at = now() - interval '16 seconds'",
    );
    await runIncidentTimers(phones.city.db, phones.config);
    expect(await rows()).toBe(before + 2);
    const facts = (
      await phones.city.db.transaction(system, (tx) => readHandOverFacts(tx, [incident]))
    ).get(incident);
    expect(facts?.place).toMatchObject({ ...spot(0, 0.8, 0.3), accuracy: 20 });
    expect(facts).toMatchObject({ verified: false, drill: false });
  });
});

describe('words', () => {
  test('go both ways; the same message told again is one, and no event carries them', async () => {
    const { phone, incident } = await raised();
    const message = { messageId: randomUUID(), text: '골목 안 빨간 대문', language: 'ko' };
    await phone.say('messages', message);
    await phone.say('messages', message);
    await phone.say('messages', { messageId: randomUUID(), phrase: 'followed', language: 'en' });
    await phones.desk('city', incident, 'messages', { phrase: 'on-the-way', language: 'en' });
    const { body } = await phone.look();
    expect(body.messages.map(({ from, phrase, text }) => [from, phrase, text])).toEqual([
      ['caller', null, '골목 안 빨간 대문'],
      ['caller', 'followed', null],
      ['desk', 'on-the-way', null],
    ]);
    expect(body.messages[0]?.id).toBe(message.messageId);
    expect((await detailOf(incident)).messages).toHaveLength(3);
    const told = await phones.city.asOwner(
      "select payload::text as said from platform.events where subject_id = $1 union all select detail::text || coalesce(text, '') from incidents.steps where incident_id = $1",
      [incident],
    );
    for (const { said } of told) expect(said).not.toContain('골목');
  });

  test('nobody who writes much is refused: the oldest go', async () => {
    const { phone, incident } = await raised();
    await phones.city.asOwner(
      `insert into incidents.messages (incident_id, told_id, sender, text, at)
       select $1, gen_random_uuid(), 'caller', 'm' || n, now() - interval '1 hour' + n * interval '1 second' from generate_series(1, 200) n`,
      [incident],
    );
    const { status } = await phone.say('messages', { messageId: randomUUID(), text: 'newest' });
    expect(status).toBe(200);
    const kept = await phones.city.asOwner(
      'select text from incidents.messages where incident_id = $1 order by at',
      [incident],
    );
    expect(kept).toHaveLength(200);
    expect(kept[0]?.text).toBe('m2');
    expect(kept.at(-1)?.text).toBe('newest');
  });

  test('neither words nor a phrase is a clear refusal', async () => {
    const { phone } = await raised();
    expect(await phone.say('messages', { messageId: randomUUID() })).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });
});

describe('somebody else in danger', () => {
  test('is raised at once, where she points, the caller unnamed and without a position of her own', async () => {
    const phone = phones.phone();
    const { status, body } = await phones.ask('POST', '/api/sos/for-another', {
      id: phone.id,
      key: phone.key,
      place: { text: '놀이터 옆', ...spot(2, 0.5, 0.5) },
      what: '누가 소리를 질러요',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'received', sharing: false });
    const incident = await phones.incidentOf(phone);
    expect(await phones.queueOf('far')).toContain(incident);
    await phone.say('position', at(0));
    const whole = await detailOf(incident);
    expect(whole).toMatchObject({ callbackNumber: null, sharing: null, handOver: 'pending' });
    expect(whole.place).toMatchObject({ ...spot(2, 0.5, 0.5), hint: '놀이터 옆' });
    expect(whole.messages).toMatchObject([{ from: 'caller', text: '누가 소리를 질러요' }]);
    expect(await phones.steps(incident)).toEqual(['raised', 'message']);
  });

  test('with a place in words only goes to the city desk; without any it is refused', async () => {
    const phone = phones.phone();
    const tell = (place: object) =>
      phones.ask('POST', '/api/sos/for-another', { id: phone.id, key: phone.key, place });
    expect((await tell({ text: '  ' })).status).toBe(400);
    expect((await tell({ lat: 37.5 })).status).toBe(400);
    expect((await tell({ text: '시장 뒷골목' })).status).toBe(201);
    expect((await detailOf(await phones.incidentOf(phone))).place).toMatchObject({
      name: '시장 뒷골목',
      district: null,
    });
  });
});

describe('a link for a trusted person', () => {
  const follow = (secret: string) =>
    phones.ask('GET', '/api/shared-sos', undefined, { authorization: `Link ${secret}` });

  test('shows state and place while the call is open, ends when she says so, and dies with the call', async () => {
    const { phone, incident } = await raised();
    const [one, two] = [token(), token()];
    await phone.say('links', { token: one });
    await phone.say('links', { token: one });
    expect((await phone.say('links', { token: two })).body.links).toBe(2);
    await phone.say('position', at(0, 0.3, 0.3));
    expect(await follow(one)).toMatchObject({
      status: 200,
      body: { state: 'received', position: { ...spot(0, 0.3, 0.3), accuracy: 20 } },
    });
    expect(JSON.stringify((await follow(one)).body)).not.toContain(incident);
    await phone.say('sharing', { on: false });
    expect((await follow(one)).body.position).toBeNull();
    expect((await phone.say('links/end')).body.links).toBe(0);
    const unknown = await follow(token());
    expect(unknown).toMatchObject({ status: 410, body: { code: 'gone' } });
    expect(await follow(one)).toEqual(unknown);
    await phone.say('links', { token: one });
    await close(incident);
    expect(await follow(one)).toEqual(unknown);
    await phones.city.db.transaction(system, eraseDeadLinks);
    await phones.desk('city', incident, 'reopen', { reason: '다시 확인' });
    expect(await follow(one)).toEqual(unknown);
  });

  test('waits while the countdown runs', async () => {
    const phone = phones.phone();
    await phone.touch();
    const secret = token();
    await phone.say('links', { token: secret });
    expect(await follow(secret)).toMatchObject({ status: 409, body: { code: 'not-raised' } });
    await phone.say('cancel');
    expect((await follow(secret)).status).toBe(410);
  });

  test('the eleventh ends the oldest', async () => {
    const { phone } = await raised();
    const secrets = Array.from({ length: 11 }, token);
    for (const secret of secrets) await phone.say('links', { token: secret });
    expect((await phone.look()).body.links).toBe(10);
    expect((await follow(secrets[0]!)).status).toBe(410);
    expect((await follow(secrets[10]!)).status).toBe(200);
  });
});

describe('the end of a call', () => {
  test("is an operator's, without blame, and erases where she was; only the district stays", async () => {
    const { phone, incident } = await raised();
    await phone.say('position', at(0));
    const { status } = await close(incident);
    expect(status).toBe(200);
    const [row] = await phones.city.asOwner('select * from incidents.incidents where id = $1', [
      incident,
    ]);
    expect(row).toMatchObject({
      lat: null,
      lon: null,
      accuracy: null,
      position_at: null,
      place_name: '',
      district: phones.city.districts[0],
      disposition: 'accidental',
    });
    expect((await phone.look()).body).toMatchObject({ state: 'closed', positionAt: null });
    await phone.say('position', at(0));
    expect((await detailOf(incident)).place).toMatchObject({ lat: null, lon: null });
    for (const [step, body] of [
      ['messages', { messageId: randomUUID(), text: '?' }],
      ['links', { token: token() }],
      ['callback', { number: '010-0000-0000' }],
    ] as const)
      expect(await phone.say(step, body), step).toMatchObject({
        status: 409,
        body: { code: 'over' },
      });
  });

  test('cancelled in the countdown nothing of the place is kept either', async () => {
    const phone = phones.phone();
    await phone.touch();
    await phone.say('position', at(0));
    await phone.say('cancel');
    const [row] = await phones.city.asOwner(
      'select lat, place_name from incidents.incidents where id = $1',
      [await phones.incidentOf(phone)],
    );
    expect(row).toEqual({ lat: null, place_name: '' });
  });

  test('a day later her words, her number and her key are gone; state and district stay', async () => {
    const { phone, incident } = await raised();
    await phone.say('callback', { number: '010-0000-0000' });
    await phone.say('messages', { messageId: randomUUID(), text: '골목 안' });
    await phones.desk('city', incident, 'notes', { text: '통화함' });
    await phones.desk('city', incident, 'places', { name: '그 집', lat: 37.5, lon: 127 });
    await close(incident);
    const erase = () =>
      phones.city.db.transaction(system, async (tx) => [
        await eraseCallers(tx, phones.config.callers.keepHours),
        await eraseKeys(tx, phones.config.callers.keepHours),
      ]);
    await erase();
    expect((await detailOf(incident)).callbackNumber).toBe('010-0000-0000');
    await phones.city.asOwner(
      "update incidents.incidents set closed_at = now() - interval '25 hours' where id = $1",
      [incident],
    );
    await phones.city.asOwner(
      "update sos.calls set made_at = now() - interval '25 hours' where incident_id = $1",
      [incident],
    );
    expect(await erase()).toEqual([1, 1]);
    const whole = await detailOf(incident);
    expect(whole).toMatchObject({ callbackNumber: null, messages: [], state: 'closed' });
    const left = await phones.city.asOwner(
      "select 1 from incidents.steps where incident_id = $1 and (text is not null or detail ? 'lat')",
      [incident],
    );
    expect(left).toEqual([]);
    expect((await phone.look()).status).toBe(404);
    expect(await erase()).toEqual([0, 0]);
  });
});

describe('many at once', () => {
  test('a suspected flood is marked for people; it is raised and handed over like any other', async () => {
    flood = true;
    const { phone, incident } = await raised();
    flood = false;
    const honest = await raised();
    expect((await phone.look()).body.state).toBe('received');
    expect(await detailOf(incident)).toMatchObject({ suspectedFlood: true, handOver: 'pending' });
    const order = await phones.queueOf('city');
    expect(order.indexOf(honest.incident)).toBeLessThan(order.indexOf(incident));
  });

  test('two hundred phones at the same time: none refused, each raised once', async () => {
    const all = Array.from({ length: 200 }, () => phones.phone());
    const answers = await Promise.all(all.map((phone) => phone.touch()));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    await phones.runOut();
    await phones.runOut();
    const rows = await phones.city.asOwner(
      `select c.id, count(*)::int as times from sos.calls c
       join incidents.steps s on s.incident_id = c.incident_id and s.kind = 'raised' where c.id = any($1) group by 1`,
      [all.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(200);
    expect(rows.every(({ times }) => times === 1)).toBe(true);
  });
});

describe('the night', () => {
  test('counts what was raised by this door, and not what was cancelled in its countdown', async () => {
    const night = async () =>
      (await phones.ask('GET', '/api/night', undefined, { 'x-who': 'city' })).body as {
        raised: number;
        byDoor: Record<string, number>;
        byDisposition: Record<string, number>;
      };
    const before = await night();
    const touched = phones.phone();
    await touched.touch();
    await touched.say('cancel');
    const { incident } = await raised();
    await close(incident);
    const after = await night();
    expect(after.raised).toBe(before.raised + 1);
    expect(after.byDoor.sos).toBe((before.byDoor.sos ?? 0) + 1);
    expect(after.byDisposition.accidental).toBe((before.byDisposition.accidental ?? 0) + 1);
  });

  test('a thousand open calls: what a phone asks for is found by indexes alone', async () => {
    await phones.city.asOwner(`
      with call as (
        insert into incidents.incidents (id, door, state, audience, place_name, place_address)
        select gen_random_uuid(), 'sos', 'raised', '{}', '', '' from generate_series(1, 1000) returning id
      ), made as (
        insert into sos.calls (incident_id, id, key_hash) select id, gen_random_uuid(), sha256(id::text::bytea) from call returning incident_id
      )
      insert into incidents.messages (incident_id, sender, phrase) select incident_id, 'caller', 'yes' from made, generate_series(1, 5)`);
    await phones.city.asOwner(
      'analyze incidents.incidents, incidents.messages, incidents.assignments, sos.calls, sos.links',
    );
    const plan = await phones.city.asOwner(
      `explain select v.* from sos.calls c cross join lateral incidents.caller_view(c.incident_id) v
       where c.id = gen_random_uuid() and c.key_hash = sha256('x')`,
    );
    const said = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(said).not.toMatch(/Seq Scan on (?:calls|incidents|messages)/);
    expect(said).toMatch(/Index Scan using calls_id_key_hash_key/);
  });
});

describe('the wall', () => {
  test('no role but the system reads or writes keys and links', async () => {
    const { phone } = await raised();
    await phone.say('links', { token: token() });
    const roles = [
      'operator',
      'city-operator',
      'hotline-agent',
      'manager',
      'police',
      'auditor',
      'administrator',
      'public',
    ];
    for (const role of roles) {
      const actor = staffOf(role, role === 'public' ? [] : 'all');
      const counted = await phones.city.db.transaction(actor, async (tx) => [
        ...(await tx.sql`select 1 from sos.calls`),
        ...(await tx.sql`select 1 from sos.links`),
        ...(await tx.sql`delete from sos.links returning 1`),
        ...(await tx.sql`update sos.calls set for_another = true returning 1`),
      ]);
      expect(counted, role).toEqual([]);
      await expect(
        phones.city.db.transaction(
          actor,
          (tx) => tx.sql`
          insert into sos.calls (incident_id, id, key_hash) values (gen_random_uuid(), gen_random_uuid(), sha256('x'))`,
        ),
        role,
      ).rejects.toThrow(/row-level security/);
    }
  });

  test('a caller without a district is seen by those who see the city, and by no centre', async () => {
    const { incident } = await raised();
    const seen = async (role: string, districts: 'all' | string[]) =>
      (
        await phones.city.db.transaction(
          staffOf(role, districts),
          (tx) => tx.sql`select 1 from incidents.incidents where id = ${incident}`,
        )
      ).length;
    expect(await seen('city-operator', 'all')).toBe(1);
    expect(await seen('hotline-agent', 'all')).toBe(1);
    for (const district of phones.city.districts)
      expect(await seen('operator', [district])).toBe(0);
    expect(await seen('public', [])).toBe(0);
  });
});

async function countEvents(incident: string): Promise<number> {
  return (
    await phones.city.asOwner('select 1 from platform.events where subject_id = $1', [incident])
  ).length;
}

async function countOutbox(incident: string): Promise<number> {
  return (
    await phones.city.asOwner('select 1 from platform.outbox where subject_id = $1', [incident])
  ).length;
}

/** Everything that waits is sent. */
async function sendAll(incident: string): Promise<void> {
  await phones.city.asOwner(
    'update platform.outbox set attempts = 1, delivered_at = now() where subject_id = $1',
    [incident],
  );
}
