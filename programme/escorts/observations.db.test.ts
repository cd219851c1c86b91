// Proves over HTTP that what a pair sees on patrol is kept once, with a clean photo of bounded size, and shown to its district's desk and nobody else.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openWalkers, type Walkers } from './walkers-for-test.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
});
afterAll(() => w.close());
afterEach(async () => {
  await w.city.asOwner('truncate escorts.walks, network.shifts, network.people cascade');
});

/** The smallest thing that is a JPEG to whoever reads its segments, with a place in it. */
const jpeg = (size = 4) => {
  const exif = Buffer.from('\xff\xe1\0\x0cExif\0\0here', 'latin1');
  const scan = Buffer.concat([Buffer.from([0xff, 0xda, 0, 6]), Buffer.alloc(size, 1)]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), exif, scan]).toString('base64');
};
const seen = (more: object = {}) => ({
  id: randomUUID(),
  kind: 'dark-lamp',
  lat: w.points[0]!.lat,
  lon: w.points[0]!.lon,
  text: '가로등 두 개',
  photo: jpeg(),
  ...more,
});
type Listed = { items: { id: string; kind: string; hasPhoto: boolean; text: string | null }[] };
const list = async (who: string) =>
  (await w.desk<Listed>(who, 'GET', '/api/walk-observations')).body.items;

test('what was seen is kept once, its photo without where and by what it was taken', async () => {
  const scout = await w.pair();
  const one = seen();
  expect((await scout.do('observations', one)).status).toBe(201);
  expect((await scout.do('observations', one)).status).toBe(201);
  await scout.do('observations', seen({ photo: null, kind: 'broken-bell', text: null }));
  expect(await list('near')).toMatchObject([
    { kind: 'broken-bell', hasPhoto: false },
    { id: one.id, kind: 'dark-lamp', hasPhoto: true, text: '가로등 두 개' },
  ]);
  const photo = (who: string) =>
    w.desk<{ type: string; base64: string }>(who, 'GET', `/api/walk-observations/${one.id}/photo`);
  const { body } = await photo('manager');
  expect(body.type).toBe('image/jpeg');
  expect(Buffer.from(body.base64, 'base64').includes('Exif')).toBe(false);
  expect(await list('far')).toEqual([]);
  expect((await photo('far')).status).toBe(404);
  expect((await photo('agent')).status).toBe(403);
});

test('the desk of the district hands it on with the number it was given, and takes that back; others do not', async () => {
  const scout = await w.pair();
  const one = seen();
  await scout.do('observations', one);
  await scout.do('observations', seen({ kind: 'waste' }));
  const hand = (who: string, body: object) =>
    w.desk<{ handedTo: string | null; handedOnAt: string | null; reference: string | null }>(
      who,
      'POST',
      `/api/walk-observations/${one.id}/hand-on`,
      body,
    );
  const listed = async (state: string) =>
    (await w.desk<Listed>('near', 'GET', `/api/walk-observations?state=${state}`)).body.items.map(
      ({ kind }) => kind,
    );
  expect(await listed('open')).toEqual(['waste', 'dark-lamp']);
  expect((await hand('far', { to: 'lighting' })).status).toBe(404);
  for (const who of ['agent', 'auditor', 'police'])
    expect((await hand(who, { to: 'lighting' })).status).toBe(403);
  const handed = await hand('near', { to: 'lighting', reference: ' 2026-118 ' });
  expect(handed.body).toMatchObject({ handedTo: 'lighting', reference: '2026-118' });
  // Told again, the time of the first stays.
  const again = await hand('manager', { to: 'other', reference: null });
  expect(again.body).toMatchObject({
    handedTo: 'other',
    reference: null,
    handedOnAt: handed.body.handedOnAt,
  });
  expect([await listed('open'), await listed('handed-on')]).toEqual([['waste'], ['dark-lamp']]);
  expect((await hand('near', { to: null })).body.handedOnAt).toBeNull();
  expect(await listed('handed-on')).toEqual([]);
  expect((await hand('near', { to: 'nobody' })).body.code).toBe('invalid-input');
});

test('rubbish, too much and elsewhere are told apart, and off duty nothing is kept', async () => {
  const scout = await w.pair();
  const code = async (more: object) => (await scout.do('observations', seen(more))).body.code;
  expect(await code({ photo: Buffer.from('no picture').toString('base64') })).toBe('not-a-picture');
  expect(
    await code({ photo: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff]).toString('base64') }),
  ).toBe('not-a-picture');
  expect(await code({ photo: jpeg(604_000) })).toBe('too-large');
  expect(await code({ photo: jpeg(640_000) })).toBe('invalid-input');
  expect(await code({ lat: 10, lon: 10 })).toBe('outside-city');
  expect(await code({ kind: 'nothing' })).toBe('invalid-input');
  await scout.do('shift/end', { both: true });
  expect(await code({})).toBe('not-on-duty');
  expect(await list('city')).toEqual([]);
});
