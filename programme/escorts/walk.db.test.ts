// Proves a walk from booking to the door over HTTP: the status is always true, nobody walks unconfirmed, and nothing of hers is left.
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Receipt, receiptInfo, receiptSuite } from './receipt.ts';
import { codeOn, openWalkers, type Walkers } from './walkers-for-test.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
});
afterAll(() => w.close());
afterEach(async () => {
  await w.city.asOwner(
    'truncate escorts.walks, network.shifts, network.people, incidents.incidents cascade',
  );
  await w.city.asOwner('truncate escorts.receipts, escorts.answers, escorts.full_evenings');
});

const now = () => new Date().toISOString();

test('she is met, known, walked home and forgotten; the track is hers alone', async () => {
  const kem = new DhkemX25519HkdfSha256();
  const keys = await kem.generateKeyPair();
  const receiptKey = Buffer.from(await kem.serializePublicKey(keys.publicKey)).toString(
    'base64url',
  );
  const scout = await w.pair();
  const her = w.her();
  const point = w.points[0]!;
  const destination = {
    lat: point.lat + 0.0043217,
    lon: point.lon + 0.0012345,
    words: '파란 대문 골목',
  };
  const booked = await her.book({
    firstName: '하늘이름',
    destination,
    phone: '010-9876-5432',
    note: '우산을 들고 있어요',
    phoneMark: her.key,
    receiptKey,
  });
  expect(booked).toMatchObject({
    status: 201,
    body: { state: 'received', pair: null, looking: {} },
  });
  expect((await her.book()).body.id).toBe(her.id);

  expect(await w.round()).toBe(1);
  const offered = await scout.look();
  expect(offered.offer).toMatchObject({ point: { id: point.id } });
  expect(JSON.stringify(offered)).not.toContain('하늘이름');
  expect((await her.look()).looking?.predictedAt).not.toBeNull();
  await scout.accept();

  const found = await her.look();
  expect(found).toMatchObject({ state: 'paired', looking: null });
  expect(found.pair?.people.map(({ name }) => name)).toEqual([
    '보기 스카우트 1-1',
    '보기 스카우트 1-2',
  ]);
  const holds = (await scout.look()).walk!;
  expect(holds).toMatchObject({ firstName: '하늘이름', destination: null, her: null });

  await scout.do(`walks/${her.id}/set-out`);
  await scout.at(point.lat, point.lon + 0.001);
  expect((await her.look()).pair?.at).toMatchObject({ lat: point.lat });
  await scout.do(`walks/${her.id}/arrive`);
  await her.do('position', { lat: point.lat, lon: point.lon, accuracy: 9, at: now() });

  // Both phones have the same key and need no network for this.
  const meeting = (await her.look()).pair!.meeting!;
  expect((await scout.look()).walk?.meeting).toEqual(meeting);
  const theirs = await codeOn(meeting, 'pair');
  const hers = await codeOn(meeting, 'her');
  expect((await her.do('confirm', { code: theirs.digits, at: now() })).body).toMatchObject({
    state: 'here',
    sheConfirmed: true,
  });
  expect((await scout.look()).walk?.destination).toBeNull();
  const walking = await scout.do(`walks/${her.id}/confirm`, { code: hers.long, at: now() });
  expect(walking.body.walk).toMatchObject({ state: 'walking', destination });
  expect(walking.body.walk?.her).toMatchObject({ lat: point.lat });

  await scout.at(point.lat + 0.001, point.lon);
  await scout.do(`walks/${her.id}/check-in`);
  await scout.at(point.lat + 0.0033, point.lon);
  expect((await scout.do(`walks/${her.id}/drop-off`)).body.walk?.state).toBe('dropped-off');
  const home = await her.do('home');
  expect(home.body).toMatchObject({
    state: 'home',
    firstName: null,
    destination: null,
    pair: null,
    mayAnswer: true,
    receipt: true,
  });

  // The pair's phone has nothing of her, and no table of the city has.
  const after = await scout.look();
  expect(after.walk).toBeNull();
  expect(after.safeCheckIn).toMatchObject({ walkId: her.id });
  for (const text of [JSON.stringify(after), await w.dump()])
    for (const mark of [
      '하늘이름',
      '010-9876-5432',
      '01098765432',
      '파란 대문',
      '우산',
      String(destination.lat),
      String(destination.lon),
      String(point.lat + 0.0033),
    ])
      expect(text.includes(mark), mark).toBe(false);

  const { sealed } = (
    await w.ask<{ sealed: string }>('GET', `/api/walks/${her.id}/receipt`, undefined, {
      authorization: `Walk ${her.key}`,
    })
  ).body;
  const bytes = Buffer.from(sealed, 'base64url');
  const recipient = await receiptSuite().createRecipientContext({
    recipientKey: keys.privateKey,
    enc: new Uint8Array(bytes.subarray(0, 32)).buffer,
    info: receiptInfo,
  });
  const opened = JSON.parse(
    new TextDecoder().decode(await recipient.open(new Uint8Array(bytes.subarray(32)).buffer)),
  ) as Receipt;
  expect(opened.walk).toBe(her.id);
  expect(opened.track.map(([, lat]) => lat)).toEqual([point.lat + 0.001, point.lat + 0.0033]);

  expect((await her.do('answers', { feltSafe: 5, again: true })).body.mayAnswer).toBe(false);
  expect((await her.do('answers', { feltSafe: 1, again: false })).body.code).toBe('answered');
  const [answer] = await w.city.asOwner('select t::text as row from escorts.answers t');
  expect(String(answer?.row)).not.toContain(her.id);
  expect((await scout.do(`walks/${her.id}/safe`)).body.safeCheckIn).toBeNull();
});

test('a declined offer goes on at once, a lapsed one too, and nobody is asked twice', async () => {
  const first = await w.pair(0, { metresEast: 100 });
  const second = await w.pair(0, { metresEast: 600 });
  const her = w.her();
  await her.book();
  await w.round();
  const offer = (await first.look()).offer!;
  expect((await second.do(`offers/${offer.id}/accept`)).body.code).toBe('offer-over');
  await first.do(`offers/${offer.id}/decline`, { reason: 'pair-ill' });
  await w.round();
  expect((await first.look()).offer).toBeNull();
  expect((await second.look()).offer).not.toBeNull();
  await w.city.asOwner(
    `update escorts.offers set answer_by = now() - interval '1 second' where answer = 'open'`,
  );
  expect((await second.do(`offers/${(await second.look()).offer!.id}/accept`)).body.code).toBe(
    'offer-over',
  );
  expect(await w.round()).toBe(0);
  expect((await her.look()).state).toBe('received');
  const third = await w.pair(0, { metresEast: 900 });
  await w.round();
  await third.accept();
  expect(third.personIds).toContain((await her.look()).pair?.people[0]?.id);
});

test('a pair that gives back is replaced, its code is void, and she knows within the minute', async () => {
  const first = await w.pair(0, { metresEast: 100 });
  const her = w.her();
  await her.book();
  await w.round();
  await first.accept();
  const old = (await her.look()).pair!.meeting!;
  await first.do(`walks/${her.id}/set-out`);
  expect(
    (await first.do(`walks/${her.id}/give-back`, { reason: 'pair-delayed' })).body.walk,
  ).toBeNull();
  // Nobody looked yet: the desk hears of it when the minute is over.
  await w.city.asOwner(`update escorts.walks set tell_by = now() - interval '1 second'`);
  await w.watch();
  const board = await w.desk<{ walks: { alerts: { kind: string }[] }[] }>(
    'near',
    'GET',
    '/api/walk-board',
  );
  expect(board.body.walks[0]?.alerts.map(({ kind }) => kind)).toContain('untold');
  const told = await her.look();
  expect(told.looking?.lostPairAt).not.toBeNull();
  expect(told.pair).toBeNull();
  const second = await w.pair(0, { metresEast: 600 });
  await w.round();
  expect((await first.look()).offer).toBeNull();
  await second.accept();
  const meeting = (await her.look()).pair!.meeting!;
  expect(meeting.secret).not.toBe(old.secret);
  await second.do(`walks/${her.id}/arrive`);
  const stale = await codeOn(old, 'pair');
  expect((await her.do('confirm', { code: stale.long, at: now() })).body).toMatchObject({
    code: 'wrong-code',
    left: 2,
  });
});

test('three wrong codes, or her word, warn her and open an incident; a code is no proof twice or of another pair', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book();
  await w.round();
  await scout.accept();
  const meeting = (await her.look()).pair!.meeting!;
  const hers = await codeOn(meeting, 'her');
  // Her own code, told back to her, proves nothing.
  expect((await her.do('confirm', { code: hers.long, at: now() })).body.code).toBe('wrong-code');
  const other = await codeOn({ ...meeting, shiftId: her.id }, 'pair');
  expect((await her.do('confirm', { code: other.long, at: now() })).body).toMatchObject({
    left: 1,
  });
  expect(await w.city.asOwner('select 1 from incidents.incidents')).toHaveLength(0);
  expect((await her.do('confirm', { code: '0000', at: now() })).body).toMatchObject({ left: 0 });
  expect(await her.look()).toMatchObject({ warned: true, helpCalled: true });
  const rows = await w.city.asOwner(
    'select door, urgency, silent, place_name from incidents.incidents',
  );
  expect(rows).toMatchObject([{ door: 'walk', urgency: 5, silent: true }]);
  await her.do('not-them');
  await her.do('help', { silent: false });
  await scout.do('help', {});
  // Whoever of them calls, it is one incident.
  expect(await w.city.asOwner('select presses from incidents.incidents')).toMatchObject([
    { presses: 4 },
  ]);
  expect((await her.look()).pair!.meeting!.secret).not.toBe(meeting.secret);
});

test('a replayed code is refused, also by the pair', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book();
  await w.round();
  await scout.accept();
  const meeting = (await her.look()).pair!.meeting!;
  await w.city.asOwner(`update escorts.walks set their_code_step = $1`, [
    String(Math.floor(Date.now() / 60_000) + 1),
  ]);
  const code = await codeOn(meeting, 'pair');
  expect((await her.do('confirm', { code: code.long, at: now() })).body).toMatchObject({
    code: 'wrong-code',
    replayed: true,
  });
  expect(
    (await scout.do(`walks/${her.id}/confirm`, { code: code.long, at: now() })).body.code,
  ).toBe('wrong-code');
});

test('"I do not want this" ends contact at once, and a scout who was harmed is never sent to this caller again', async () => {
  const scout = await w.pair();
  const phoneMark = Buffer.alloc(32, 7).toString('base64url');
  const her = w.her();
  await her.book({ phoneMark });
  await w.round();
  await scout.accept();
  await scout.do(`walks/${her.id}/arrive`);
  expect((await her.do('refuse')).body).toMatchObject({
    state: 'refused',
    firstName: null,
    pair: null,
  });
  const after = await scout.look();
  expect(after.walk).toBeNull();
  expect((await scout.do(`walks/${her.id}/confirm`, { code: '1234', at: now() })).status).toBe(409);
  expect(await w.city.asOwner('select 1 from escorts.walk_details')).toHaveLength(0);
  expect((await scout.do(`walks/${after.mayBlock}/block`)).status).toBe(200);
  expect(await w.dump()).not.toContain(phoneMark);
  const again = w.her();
  await again.book({ phoneMark });
  expect(await w.round()).toBe(0);
  const another = w.her();
  await another.book({ at: w.slot(5) });
  expect(await w.round()).toBe(1);
});

test('nobody walks whose training has run out: no shift begins, no offer is made', async () => {
  const lapsed = await w.pair(0, { lapsed: true });
  const waiting = await w.pair(0, { lapsed: true, started: false });
  const her = w.her();
  await her.book();
  expect(await w.round()).toBe(0);
  expect((await lapsed.look()).shift?.unfit).toBe(true);
  expect((await waiting.do('shift/begin')).body.code).toBe('unfit');
});

test('a wrong secret finds no walk and no phone, and rubbish is named', async () => {
  const her = w.her();
  await her.book();
  const stranger = w.her({ id: her.id });
  expect((await stranger.do('cancel', {})).status).toBe(404);
  // Another key cannot take an id that is known already.
  expect((await stranger.book()).status).toBe(404);
  for (const authorization of ['', 'Walk x', `Scout ${her.key}`, `Bearer ${her.key}`])
    expect((await w.ask('GET', `/api/walks/${her.id}`, undefined, { authorization })).status).toBe(
      404,
    );
  expect(
    (await w.ask('GET', '/api/pair', undefined, { authorization: `Scout ${her.key}` })).status,
  ).toBe(401);
  expect((await her.book({ firstName: '', destination: { lat: 99 } })).body.code).toBe(
    'invalid-input',
  );
});

test('her screen follows the pair by a stream that ends with the walk, and a stranger follows nobody', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book();
  const stream = await w.follow(her);
  await stream.tell();
  expect(await stream.next()).toContain('event: walk');
  await w.round();
  await scout.accept();
  await scout.at(37.1, 127.1);
  await stream.tell();
  // Where they are is hers to see from the moment they set out.
  expect(await stream.next()).toContain('event: walk');
  await scout.do(`walks/${her.id}/set-out`);
  await stream.tell();
  expect(await stream.next()).toContain('event: walk');
  expect(await stream.next()).toContain('"lat":37.1');
  await stream.tell();
  await scout.at(37.1001, 127.1);
  await stream.tell();
  expect(await stream.next()).toContain('"lat":37.1001');
  await her.do('refuse');
  await stream.tell();
  expect(await stream.next()).toContain('event: walk');
  expect(await stream.next()).toBe('over');
  expect((await w.follow(w.her({ id: her.id }))).status).toBe(404);
});
