// Proves that no input of hers breaks the city: other reports' ids, things said twice, years that are none; and that nothing is told of others.
import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desks, openDesks, type Phone } from './desks-for-test.ts';
import { sealFile } from './sealing/hers.ts';

let w: Desks;
let near: string;
let victim: Phone;
let hers: { narrative: string; file: string };

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  await w.staffedDesk('crisis-team', near, 'crisis-team');
  await w.staffedDesk('police', near, 'police');
  victim = await w.phone();
  const { body } = await victim.report(near, ['crisis-team']);
  const facts = { name: 'a', type: 'b', size: 1, sha256: '', of: null };
  const { key: _key, ...file } = await sealFile(
    victim.id,
    victim.secrets.keys.publicKey,
    facts,
    await victim.gifts(near, ['crisis-team']),
  );
  await w.ask('POST', '/api/reports/mine/files', file, victim.headers);
  hers = { narrative: body.parts.find(({ kind }) => kind === 'narrative')!.id, file: file.id };
});
afterAll(() => w.close());

const whole = async () => JSON.stringify((await victim.look()).body);

test("another report's part, given again as her own, is refused with a word and changes nothing there", async () => {
  const before = await whole();
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  const gifts = await phone.gifts(near, ['crisis-team']);
  const part = { ...(await phone.part('message', '글', gifts)), id: hers.narrative };
  expect(await phone.do('parts', { part })).toMatchObject({ status: 409, body: { code: 'taken' } });
  // The same answer for a part that holds nothing for a desk: nothing is lost without a word.
  expect(await phone.do('parts', { part: { ...part, grants: [] } })).toMatchObject({
    status: 409,
    body: { code: 'taken' },
  });
  const file = { ...part, kind: 'file', pieces: 1, id: hers.file };
  expect(await w.ask('POST', '/api/reports/mine/files', file, phone.headers)).toMatchObject({
    status: 409,
    body: { code: 'taken' },
  });
  const [grant] = part.grants;
  expect(await phone.do('consents', { grant: [{ ...grant, part: hers.narrative }] })).toMatchObject(
    { status: 404, body: { code: 'unknown-part' } },
  );
  // As for a part that is nowhere: who asks learns nothing of other reports.
  expect(await phone.do('consents', { grant: [{ ...grant, part: randomUUID() }] })).toMatchObject({
    status: 404,
    body: { code: 'unknown-part' },
  });
  expect((await phone.do('files/remove', { parts: [hers.file] })).status).toBe(200);
  const fresh = await w.phone();
  expect(
    await fresh.keep({ clear: fresh.clear(near), parts: [{ ...part, grants: part.grants }] }),
  ).toMatchObject({ status: 409, body: { code: 'taken' } });
  expect(await whole()).toBe(before);
});

test('a district that is none and things that stand there twice are refused with a word', async () => {
  const phone = await w.phone();
  const gifts = await phone.gifts(near, ['crisis-team']);
  const part = await phone.part('narrative', '글', gifts);
  expect(await phone.keep({ clear: phone.clear('없는 구'), parts: [part] })).toMatchObject({
    status: 400,
    body: { code: 'unknown-district' },
  });
  expect((await phone.keep({ clear: phone.clear(near), parts: [part, part] })).status).toBe(400);
  const twice = { ...part, grants: [...part.grants, ...part.grants] };
  expect((await phone.keep({ clear: phone.clear(near), parts: [twice] })).status).toBe(400);
  const year0 = { ...part, grants: [{ ...part.grants[0], endsAt: '0000-01-01T00:00:00Z' }] };
  expect((await phone.keep({ clear: phone.clear(near), parts: [year0] })).status).toBe(400);
  expect((await phone.keep({ clear: phone.clear(near), parts: [part] })).status).toBe(201);
});

test('whatever is sent to her routes, in whatever order, nothing breaks and nobody else is touched', async () => {
  const before = await whole();
  const [desk] = await w.recipients(near);
  const ids = [hers.narrative, hers.file, victim.id, randomUUID(), desk!.keyId, desk!.desk];
  const bytes = (length: number) => randomBytes(length).toString('base64url');
  const id = fc.constantFrom(...ids, randomUUID(), randomUUID());
  const wrap = fc.constantFrom(bytes(80), 'short');
  const endsAt = fc.constantFrom(
    null,
    '2027-01-01T00:00:00Z',
    '1970-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
  );
  const grant = fc.record({ recipient: fc.constantFrom(desk!.keyId, randomUUID()), wrap, endsAt });
  const given = fc.record({ part: id, recipient: id, wrap, endsAt });
  const sealed = fc.constantFrom(bytes(1024 + 28), '');
  const part = fc.record({
    id,
    kind: fc.constantFrom('narrative', 'identity', 'message', 'answers', 'file'),
    sealed,
    own: wrap,
    grants: fc.array(grant, { maxLength: 3 }),
    pieces: fc.constantFrom(undefined, 1, 3),
  });
  const clear = fc.option(
    fc.record({
      district: fc.constantFrom(near, '없는 구', '', '\u0000', "'"),
      urgency: fc.constantFrom(null, 'today', 'never'),
      language: fc.constantFrom('ko', 'zz-\u0000', 'en'),
      services: fc.array(fc.constantFrom('medical', 'legal'), { maxLength: 9 }),
    }),
  );
  const figures = fc.constantFrom(null, { violence: 'rape' }, { ageBand: '13-18', other: 1 });
  const parts = fc.array(part, { maxLength: 3 });
  const steps = fc.oneof(
    fc.record({
      step: fc.constant('send'),
      clear,
      grants: fc.array(given, { maxLength: 3 }),
      figures,
    }),
    fc.record({ step: fc.constant('parts'), part, replaces: fc.option(id) }),
    fc.record({
      step: fc.constant('consents'),
      grant: fc.array(given, { maxLength: 3 }),
      revoke: fc.array(fc.record({ desk: id, part: fc.option(id) }), { maxLength: 3 }),
    }),
    part.map((file) => ({ step: 'files', ...file })),
    fc.record({ step: fc.constant('files/remove'), parts: fc.array(id, { maxLength: 3 }) }),
    fc.record({ step: fc.constant('work'), nonce: fc.oneof(fc.integer(), fc.double()) }),
    fc.record({
      step: fc.constantFrom('withdraw', 'parts', 'send', 'consents'),
      x: fc.jsonValue(),
    }),
    fc.record({
      step: fc.constant('put'),
      part: id,
      index: fc.integer({ min: -1, max: 5000 }),
      size: fc.nat(3000),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      parts,
      clear,
      figures,
      fc.array(steps, { maxLength: 6 }),
      async (all, said, f, list) => {
        const phone = await w.phone();
        const kept = await phone.keep({
          clear: said,
          parts: all,
          figures: f,
          from: said?.district ?? null,
        });
        expect(kept.status, JSON.stringify(kept.body)).toBeLessThan(500);
        for (const { step, ...body } of list as ({ step: string } & Record<string, unknown>)[]) {
          const answer =
            step === 'put'
              ? await w.ask(
                  'PUT',
                  `/api/reports/mine/files/${body.part}/pieces/${body.index}`,
                  randomBytes(Number(body.size)),
                  phone.headers,
                )
              : await phone.do(step, body);
          expect(answer.status, `${step} ${JSON.stringify(body)}`).toBeLessThan(500);
        }
        expect((await phone.look()).status).toBeLessThan(500);
      },
    ),
    { numRuns: 60 },
  );
  expect(await whole()).toBe(before);
}, 120_000);
