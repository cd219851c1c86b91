// Proves that whatever is sent to the residents' routes, the answer is a call, a clear refusal, and never a broken server.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPhones, type Phones } from './phones-for-test.ts';

let phones: Phones;
beforeAll(async () => {
  phones = await openPhones();
});
afterAll(() => phones?.close());

const steps = [
  'send',
  'cancel',
  'position',
  'sharing',
  'messages',
  'callback',
  'links',
  'links/end',
];
const text = fc.oneof(
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.constantFrom('\u0000', 'a\u0000b', '\ud800', '‮', '🆘'.repeat(200), "'; drop table", ''),
);
const value = fc.oneof(
  text,
  fc.double(),
  fc.constantFrom(5e-324, -5e-324, 1e-300, 0, -0, 1e308),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue(),
);
const field = fc.constantFrom(
  'id',
  'key',
  'silent',
  'language',
  'lat',
  'lon',
  'accuracy',
  'at',
  'on',
  'messageId',
  'phrase',
  'text',
  'number',
  'token',
  'place',
  'what',
);
const bodies = fc.dictionary(field, value, { maxKeys: 6 });
const asObject = (body: unknown) => (typeof body === 'object' && body !== null ? body : {});

test('arbitrary bodies on every route', async () => {
  const phone = phones.phone();
  await phone.touch();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('', '/for-another', ...steps.map((step) => `/${phone.id}/${step}`)),
      bodies,
      fc.boolean(),
      async (path, body, honest) => {
        // Half of them are right but for one thing.
        const right = {
          id: randomUUID(),
          key: phone.key,
          messageId: randomUUID(),
          text: 'a',
          lat: 37.5,
          lon: 127,
          accuracy: 5,
          at: new Date().toISOString(),
          on: true,
          number: null,
          token: phone.key,
          place: { text: 'a' },
        };
        const sent = honest ? { ...right, ...body } : body;
        const { status } = await phones.ask('POST', `/api/sos${path}`, asObject(sent), {
          authorization: `Sos ${phone.key}`,
        });
        expect([200, 201, 400, 404, 409], `${path} ${JSON.stringify(sent)}`).toContain(status);
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

test('arbitrary words, and what databases cannot keep, arrive as words', async () => {
  const phone = phones.phone();
  await phone.touch();
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const { status } = await phone.say('messages', { messageId: randomUUID(), text: `.${said}` });
      expect(said.length > 499 ? [200, 400] : [200]).toContain(status);
    }),
    { numRuns: 60 },
  );
});

test('arbitrary credentials are an unknown call, also with the session of a desk', async () => {
  const phone = phones.phone();
  await phone.touch();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
        fc.constantFrom(`Bearer ${phone.key}`, `Sos ${phone.key}=`, `Sos  ${phone.key}`, 'Sos', ''),
      ),
      async (authorization) => {
        const { status, body } = await phones.ask('GET', `/api/sos/${phone.id}`, undefined, {
          authorization,
          'x-who': 'city',
        });
        expect([status, body.code]).toEqual([404, 'unknown-call']);
      },
    ),
    { numRuns: 60 },
  );
});
