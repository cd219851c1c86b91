// Proves against PostgreSQL that imports are all or nothing, repeatable, and careful with what hands wrote.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { squareBorder, squareDistricts, squarePoint } from '#platform/testing/square-city.ts';
import { type ExampleSafeHouse, exampleSafeHouses, safeHouseCsv } from '../examples.ts';
import { importSafeHouses } from './service.ts';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  const districts = squareDistricts.map(({ index, ko, mois, kostat }) => ({
    code: mois,
    codes: { mois, kostat },
    name: { ko },
    border: squareBorder(index),
    ...squarePoint(index, 0.5, 0.5),
  }));
  await fresh.asOwner(
    `insert into city.districts (code, codes, name, border, lat, lon)
     select * from jsonb_to_recordset($1::jsonb) as r(code text, codes jsonb, name jsonb, border jsonb, lat float8, lon float8)`,
    [JSON.stringify(districts)],
  );
});
afterEach(() => fresh.close());

function take(rows: ExampleSafeHouse[], { partial = false, actor = system as Actor } = {}) {
  const source = { name: 'stores.csv', bytes: new TextEncoder().encode(safeHouseCsv(rows)) };
  return fresh.db.transaction(actor, (tx) =>
    importSafeHouses(tx, source, { partial, now: new Date('2026-03-01') }),
  );
}
const stored = () => fresh.asOwner('select * from safe_houses.stores order by source_key');
const versions = () => fresh.asOwner('select id, xmin::text from safe_houses.stores order by id');

test('a whole file is taken in with provenance, and once more writes nothing at all', async () => {
  const report = await take(exampleSafeHouses());
  expect(report).toMatchObject({
    result: 'done',
    counts: { created: 713, updated: 0, refused: 0 },
  });
  const rows = await stored();
  expect(rows).toHaveLength(713);
  expect(rows.filter((row) => row.state === 'operating')).toHaveLength(695);
  expect(rows[0]).toMatchObject({
    source: 'safe-houses',
    source_key: expect.stringMatching(/^safe-house:/),
  });
  expect(rows[0]!.imported).toMatchObject({ name: rows[0]!.name, asOf: '2026-01-15' });
  const before = await versions();
  const again = await take(exampleSafeHouses());
  expect(again).toMatchObject({ counts: { created: 0, updated: 0, unchanged: 713 } });
  expect(await versions()).toEqual(before);
});

test('what a manager changed stays, with its neighbours in the row still following the file', async () => {
  await take(exampleSafeHouses().slice(20, 30));
  const [one] = await stored();
  await fresh.asOwner(
    "update safe_houses.stores set phone = '02-999-9999', hint = 'by the stairs' where id = $1",
    [one!.id],
  );
  const name = String(one!.name);
  const rows = exampleSafeHouses()
    .slice(20, 30)
    .map((row) =>
      row.점포명 === name
        ? { ...row, 여성안심지킴이집전화번호: '02-888-8888', 운영여부: 'N' }
        : row,
    );
  const report = await take(rows);
  const [kept] = await fresh.asOwner('select * from safe_houses.stores where id = $1', [one!.id]);
  expect(kept).toMatchObject({ phone: '02-999-9999', hint: 'by the stairs', state: 'closed' });
  const told = report.details.find((row) => row.name === name)!;
  expect(told.findings).toContainEqual(
    expect.objectContaining({ code: 'changed-by-both', field: 'phone', level: 'warning' }),
  );
  expect(told.findings).toContainEqual(expect.objectContaining({ code: 'closed', field: 'state' }));
  const again = await take(rows);
  expect(again.counts).toMatchObject({ updated: 0, unchanged: 10 });
  expect(again.details.flatMap((row) => row.findings)).toContainEqual(
    expect.objectContaining({ code: 'kept-by-hand', field: 'phone' }),
  );
});

test('one bad row leaves nothing behind, unless the rest was asked for', async () => {
  const rows = exampleSafeHouses()
    .slice(20, 30)
    .map((row, index) => (index === 4 ? { ...row, 위도: '95.5' } : row));
  const blocked = await take(rows);
  expect(blocked.result).toBe('blocked');
  expect(await stored()).toEqual([]);
  const partly = await take(rows, { partial: true });
  expect(partly).toMatchObject({ result: 'done', counts: { created: 9, refused: 1 } });
  expect(await stored()).toHaveLength(9);
});

test('a row that the database itself refuses leaves nothing behind', async () => {
  await fresh.asOwner(
    "alter table safe_houses.stores add constraint planted check (name not like '%보기25호점')",
  );
  await expect(take(exampleSafeHouses().slice(20, 30))).rejects.toThrow(/planted/);
  expect(await stored()).toEqual([]);
  expect(await fresh.asOwner('select from platform.audit')).toEqual([]);
});

test('stores that exchange their keys are written without tripping over each other', async () => {
  const [a, b] = exampleSafeHouses().slice(20, 22) as [ExampleSafeHouse, ExampleSafeHouse];
  await take([a, b]);
  const ids = (await stored()).map((row) => row.id).sort();
  const swapped = [
    {
      ...a,
      점포명: b.점포명,
      소재지도로명주소: b.소재지도로명주소,
      여성안심지킴이집전화번호: '02-111-1111',
    },
    { ...b, 점포명: a.점포명, 소재지도로명주소: a.소재지도로명주소 },
  ];
  await take(swapped, { partial: true });
  expect((await stored()).map((row) => row.id).sort()).toEqual(ids);
});

test('without districts the sentence says what to import first', async () => {
  await fresh.asOwner('delete from city.districts');
  await expect(take(exampleSafeHouses())).rejects.toMatchObject({
    code: 'no-districts',
    message: /Import their borders first/,
  });
});

test('an operator may not import: row-level security refuses the rows', async () => {
  const operator: Actor = { id: 'op', name: 'Operator', role: 'operator', districts: 'all' };
  await expect(take(exampleSafeHouses().slice(0, 3), { actor: operator })).rejects.toThrow(
    /row-level security/,
  );
  expect(await stored()).toEqual([]);
});

test('a manager of one district may not import rows of another', async () => {
  const manager: Actor = { id: 'm', name: 'Manager', role: 'manager', districts: ['11140'] };
  const [own, other] = [exampleSafeHouses()[0]!, exampleSafeHouses()[30]!];
  expect(await take([own], { actor: manager })).toMatchObject({ counts: { created: 1 } });
  await expect(take([own, other], { actor: manager })).rejects.toThrow(/row-level security/);
  expect(await stored()).toHaveLength(1);
});
