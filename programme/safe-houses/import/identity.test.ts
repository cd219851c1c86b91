// Proves that a store stays the same store from file to file, and that what the city wrote by hand stays too.
import { describe, expect, test } from 'vitest';
import { type ExampleSafeHouse, exampleSafeHouses } from '../examples.ts';
import { plainAddress, plainName, sourceKey } from './identity.ts';
import { asStores, changed, countCodes, few, planRows } from './look-alikes.ts';
import type { ExistingStore } from './plan-types.ts';

describe('the same store again', () => {
  test('spelling makes no new store', () => {
    expect(plainName('세븐일레븐 화곡5호점')).toBe(plainName('7-ELEVEN화곡5호(24시간)'));
    expect(plainName('씨유 강남점')).toBe(plainName('CU강남점'));
    const spellings = [
      '서울특별시 강서구 강서로17길 62',
      '서울시 강서구 강서로17길 62, 1층',
      '강서구  강서로17길 62 (화곡동)',
      '서울 강서구 강서로17길 62번지',
    ];
    expect(new Set(spellings.map(plainAddress)).size).toBe(1);
  });

  test('stores of one building keep apart', () => {
    const here = { address: '서울특별시 강남구 테헤란로88길 10', lat: 37.5, lon: 127 };
    expect(sourceKey({ ...here, name: 'CU 대치메트로칸점' })).not.toBe(
      sourceKey({ ...here, name: '세븐일레븐 메트로칸점' }),
    );
  });

  test.each<[string, Partial<ExampleSafeHouse>, string]>([
    ['another name at the same address', { 점포명: 'GS25 새이름점' }, 'renamed'],
    [
      'another address for the same name',
      { 소재지도로명주소: '서울특별시 라온구 새길 1' },
      'moved',
    ],
    ['a telephone', { 여성안심지킴이집전화번호: '02-777-7777' }, 'changed'],
    ['closing', { 운영여부: 'N' }, 'closed'],
  ])('%s is a change of the same store, and told', (_, over, code) => {
    const existing = asStores(planRows(few()));
    const next = planRows(changed(over), existing);
    expect(next.creates).toEqual([]);
    expect(next.updates.map((write) => write.id)).toEqual(['store-0']);
    expect(next.details[0]).toMatchObject({ outcome: 'updated' });
    expect(next.details[0]!.findings).toContainEqual(
      expect.objectContaining({ level: 'note', code }),
    );
  });

  test('a new shop beside an old one is not mistaken for it', () => {
    const [a] = few();
    const existing = asStores(planRows([a!]));
    const next = planRows([a!, { ...a!, 점포명: '이마트24 옆가게점' }], existing);
    expect(next.creates).toHaveLength(1);
    expect(next.updates).toEqual([]);
  });

  test('two stores that exchange their names keep their identity by name', () => {
    const [a, b] = few(2);
    const existing = asStores(planRows([a!, b!]));
    const next = planRows(
      [
        { ...a!, 점포명: b!.점포명 },
        { ...b!, 점포명: a!.점포명 },
      ],
      existing,
    );
    expect(next.creates.length + next.updates.length).toBe(2);
    expect(new Set(next.updates.map((write) => write.id)).size).toBe(next.updates.length);
  });

  test('what is missing from the file is named and left as it is', () => {
    const existing = asStores(planRows(exampleSafeHouses()));
    const next = planRows(exampleSafeHouses().slice(2), existing);
    expect(next.missing).toEqual(
      exampleSafeHouses()
        .slice(0, 2)
        .map((row) => row.점포명),
    );
    expect(next.updates).toEqual([]);
  });

  test('a file of one district says nothing about the others', () => {
    const existing = asStores(planRows(exampleSafeHouses()));
    const next = planRows(exampleSafeHouses().slice(0, 18), existing);
    expect(next.missing).toEqual([]);
  });

  test('an older record changes nothing and says so', () => {
    const existing = asStores(planRows(few()));
    const next = planRows(changed({ 데이터기준일자: '2023-08-18', 운영여부: 'N' }), existing);
    expect(next.updates).toEqual([]);
    expect(countCodes(next)).toMatchObject({ 'older-record': 1 });
  });
});

describe('what the city changed by hand', () => {
  test('stays, is told each time, and is told louder when the file changes too', () => {
    const existing = asStores(planRows(few()));
    existing[0]!.fields = { ...existing[0]!.fields, phone: '02-999-9999', state: 'suspended' };
    const same = planRows(few(), existing);
    expect(same.updates).toEqual([]);
    expect(same.conflicts).toMatchObject([
      { storeId: 'store-0', field: 'phone', contested: false },
      { storeId: 'store-0', field: 'state', contested: false },
    ]);
    const next = planRows(
      changed({ 여성안심지킴이집전화번호: '02-777-7777', 운영여부: 'N' }),
      existing,
    );
    expect(next.updates[0]!.fields).toMatchObject({ phone: '02-999-9999', state: 'suspended' });
    expect(
      next.details[0]!.findings.filter((each) => each.level === 'warning').map((each) => each.code),
    ).toEqual(['changed-by-both', 'changed-by-both']);
  });

  test('a pin moved by hand stays, whole', () => {
    const existing = asStores(planRows(few()));
    existing[0]!.fields = { ...existing[0]!.fields, lat: existing[0]!.fields.lat! + 0.0001 };
    const next = planRows(changed({ 경도: String(Number(few()[0]!.경도) + 0.0002) }), existing);
    expect(next.updates[0]!.fields).toMatchObject({
      lat: existing[0]!.fields.lat,
      lon: existing[0]!.fields.lon,
    });
    expect(next.conflicts).toMatchObject([{ field: 'place', contested: true }]);
  });

  test('a store registered by hand is adopted with all that its hands wrote', () => {
    const [write] = planRows(few(1)).creates;
    const own: ExistingStore = {
      id: 'own',
      sourceKey: null,
      fields: { ...write!.fields, phone: '02-1-1' },
      imported: null,
    };
    const next = planRows(few(1), [own]);
    expect(next.creates).toEqual([]);
    expect(next.updates).toMatchObject([
      { id: 'own', sourceKey: write!.sourceKey, fields: { phone: '02-1-1' } },
    ]);
    expect(countCodes(next)).toMatchObject({ 'by-hand-before': 1 });
  });
});

describe('duplicates within a file', () => {
  test.each<[string, Partial<ExampleSafeHouse>]>([
    ['the same name and address', {}],
    ['the same name and coordinates', { 소재지도로명주소: '서울특별시 라온구 다른이름길 9' }],
    ['another spelling', { 점포명: few()[0]!.점포명.replace(' ', '') }],
  ])('%s is taken in once', (_, over) => {
    const first = planRows([...few(), { ...few()[0]!, ...over }]);
    expect(first.creates).toHaveLength(3);
    expect(first.details.at(-1)).toMatchObject({
      outcome: 'duplicate',
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'duplicate', params: { first: 2 } }),
      ]),
    });
  });

  test('the newest record counts', () => {
    const first = planRows([
      ...few(),
      { ...few()[0]!, 운영여부: 'N', 데이터기준일자: '2026-02-01' },
    ]);
    expect(first.details.map((row) => row.outcome)).toEqual([
      'duplicate',
      'created',
      'created',
      'created',
    ]);
    expect(first.creates.at(-1)!.fields.state).toBe('closed');
  });

  test('open and closed on the same day is an error of both', () => {
    const first = planRows([...few(), { ...few()[0]!, 운영여부: 'N' }]);
    expect(countCodes(first)).toMatchObject({ 'duplicate-contradicts': 2 });
    expect(first.creates).toHaveLength(2);
  });
});
