// Proves that the official list of police offices is taken whole, and that broken lists say what is wrong with them.
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { examplePolice } from '../examples.ts';
import { districts, refusal, utf8 } from './look-alikes.ts';
import { type ExistingOffice, planPoliceImport, readPoliceFile } from './police.ts';

describe('police offices', () => {
  const rows = (text: string) => readPoliceFile(utf8(text)).rows;
  const plan = (text: string, existing: ExistingOffice[] = []) =>
    planPoliceImport({ rows: rows(text), districts, existing });
  const asOffices = (of: ReturnType<typeof plan>): ExistingOffice[] =>
    of.creates.map(({ sourceKey, fields, snapshot }, index) => ({
      id: `office-${index}`,
      sourceKey,
      fields,
      imported: structuredClone(snapshot),
    }));

  test('453 rows become 453 offices with kind, full name and the district of their coordinates', () => {
    const first = plan(examplePolice());
    expect(first.creates).toHaveLength(453);
    expect(first.details.flatMap((row) => row.findings)).toEqual([]);
    expect(first.creates.filter((write) => write.fields.kind === 'station')).toHaveLength(32);
    expect(first.creates.map((write) => write.fields.name)).toEqual(
      expect.arrayContaining(['가온경찰서', '서울경찰청', '보기3지구대']),
    );
    expect(new Set(first.creates.map((write) => write.fields.district)).size).toBe(25);
    expect(first.findings).toMatchObject([{ code: 'staffed-by-day', params: { offices: 179 } }]);
  });

  test('importing again changes nothing; a new spelling of the address is the same office', () => {
    const existing = asOffices(plan(examplePolice()));
    const again = plan(examplePolice(), existing);
    expect([again.creates, again.updates, again.missing]).toEqual([[], [], []]);
    const respelt = plan(examplePolice().replace('보기로 40,', '보기대로 40-1,'), existing);
    expect(respelt.creates).toEqual([]);
    expect(respelt.updates).toHaveLength(1);
    expect(respelt.missing).toEqual([]);
  });

  test('an office that is gone from the file is named and kept', () => {
    const existing = asOffices(plan(examplePolice()));
    const shorter = plan(examplePolice().split('\n').slice(0, -2).join('\n'), existing);
    expect(shorter.missing).toHaveLength(1);
    expect(shorter.updates).toEqual([]);
  });

  test.each([
    ['missing-name', /,보기5,/, ',-,'],
    ['unknown-division', /,지구대,/, ',우체국,'],
    ['missing-address', /,서울 가온구 {2}보기로 1,/, ',,'],
    ['no-coordinates', /,37\.\d+,126\.\d+\n/, ',-,-\n'],
    ['wrong-field-count', /보기로 7,/, '보기로 7, 2층,'],
  ])('%s keeps one row out', (code, what, instead) => {
    const broken = plan(examplePolice().replace(what, instead));
    const refused = broken.details.filter((row) => row.outcome === 'refused');
    expect(refused).toHaveLength(1);
    expect(refused[0]!.findings).toContainEqual(expect.objectContaining({ level: 'error', code }));
    expect(broken.creates).toHaveLength(452);
  });

  test('the same office twice is taken in once', () => {
    const line = examplePolice().split('\n')[9]!;
    const twice = plan(`${examplePolice()}${line}\n`);
    expect(twice.creates).toHaveLength(453);
    expect(twice.details.at(-1)).toMatchObject({
      outcome: 'duplicate',
      findings: [{ code: 'duplicate', params: { first: 10 } }],
    });
  });

  test('a list destroyed by replacement characters is refused, naming where', () => {
    const ruined = new TextDecoder().decode(iconv.encode(examplePolice().slice(1), 'cp949'));
    const error = refusal(() => rows(ruined));
    expect(error.code).toBe('destroyed-text');
    expect(error.message).toMatch(/line 1, column 1 .*download the original again/);
    expect(refusal(() => rows('이름,주소\n가,나\n'))).toMatchObject({ code: 'missing-columns' });
  });
});
