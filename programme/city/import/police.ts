// Reads the official list of police stations and boxes and decides what it changes in the register; pure.
import { readTable } from '#platform/csv/index.ts';
import { distanceMetres } from '#platform/geo/index.ts';
import { Refused } from '#platform/http/refused.ts';
import {
  type Finding,
  mergeByHand,
  type Outcome,
  plainText,
  type RowReport,
} from '#platform/imports/index.ts';
import { type DistrictFinder, districtFinder, type ImportDistrict } from './districts.ts';
import { readPlace } from './place.ts';

export type PoliceFields = {
  kind: 'station' | 'box';
  name: string;
  district: string;
  address: string;
  lat: number;
  lon: number;
};

/** As last imported; `division` is the official word, since not every kind of box is staffed at night. */
export type PoliceSnapshot = PoliceFields & { division: string; station: string };

export type ExistingOffice = {
  id: string;
  sourceKey: string | null;
  fields: PoliceFields;
  imported: PoliceSnapshot | null;
};

export type PoliceWrite = {
  id: string | null;
  sourceKey: string;
  fields: PoliceFields;
  snapshot: PoliceSnapshot;
};

export type PolicePlan = {
  creates: PoliceWrite[];
  updates: PoliceWrite[];
  /** Imported before and absent from this file; never removed by an import. */
  missing: string[];
  findings: Finding[];
  details: RowReport[];
};

export type PoliceRow = { line: number; values: Record<string, string>; slipped: boolean };

/** 경찰청 and 경찰서 are headquarters and stations; 지구대, 파출소, 치안센터 and 순찰대 are boxes of different size. */
const divisions: Readonly<Record<string, { kind: PoliceFields['kind']; word: string }>> = {
  청: { kind: 'station', word: '경찰청' },
  경찰청: { kind: 'station', word: '경찰청' },
  경찰서: { kind: 'station', word: '경찰서' },
  지구대: { kind: 'box', word: '지구대' },
  파출소: { kind: 'box', word: '파출소' },
  치안센터: { kind: 'box', word: '치안센터' },
  순찰대: { kind: 'box', word: '순찰대' },
};

export const policeColumns = ['경찰서', '관서명', '구분', '주소', '위도', '경도'] as const;

/** Reads the file's rows. Throws `Refused` for destroyed text or missing columns. */
export function readPoliceFile(bytes: Uint8Array): { encoding: string; rows: PoliceRow[] } {
  const { columns, rows, encoding } = readTable(bytes);
  const missing = policeColumns.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const sentence = `The file lacks the columns ${missing.join(', ')}, so it is not the list of police offices with coordinates.`;
    throw new Refused('missing-columns', 422, sentence, { columns: missing.join(', ') });
  }
  return {
    encoding,
    rows: rows.map(({ line, values, trouble }) => ({ line, values, slipped: trouble !== null })),
  };
}

/** Plans the import: districts by coordinates, the same office found again by its key or by name nearby. */
export function planPoliceImport(input: {
  rows: readonly PoliceRow[];
  districts: readonly ImportDistrict[];
  existing: readonly ExistingOffice[];
}): PolicePlan {
  const finder = districtFinder(input.districts);
  const plan: PolicePlan = { creates: [], updates: [], missing: [], findings: [], details: [] };
  const left = new Map(input.existing.map((office) => [office.id, office]));
  const seen = new Map<string, number>();
  const read = input.rows.map((row) => ({ row, ...readRow(row, finder) }));
  const byKey = new Map(input.existing.map((office) => [office.sourceKey, office]));
  const known = read.map(({ write }) => take(left, write && byKey.get(write.sourceKey)));
  for (const [index, { row, write, findings, name }] of read.entries()) {
    const add = (outcome: Outcome) =>
      plan.details.push({ line: row.line, name, outcome, findings });
    const first = write && seen.get(write.sourceKey);
    if (first !== undefined) {
      findings.push({ line: row.line, level: 'warning', code: 'duplicate', params: { first } });
      add('duplicate');
    } else if (!write) add('refused');
    else {
      seen.set(write.sourceKey, row.line);
      add(place(plan, write, known[index] ?? take(left, near(write, left)), findings, row.line));
    }
  }
  const byDay = plan.details.filter(
    ({ outcome, name }) => outcome !== 'refused' && name.endsWith('치안센터'),
  );
  if (byDay.length > 0) {
    const params = { offices: byDay.length };
    plan.findings.push({ line: 0, level: 'warning', code: 'staffed-by-day', params });
  }
  plan.missing = [...left.values()]
    .filter((office) => office.imported)
    .map((office) => office.fields.name);
  return plan;
}

function readRow(row: PoliceRow, finder: DistrictFinder) {
  const text = (column: string) => plainText(row.values[column]);
  const [station, own, division, address] = [
    text('경찰서'),
    text('관서명'),
    text('구분'),
    text('주소'),
  ];
  const known = divisions[division];
  const name =
    own === '' ? '' : own.endsWith(known?.word ?? division) ? own : own + (known?.word ?? division);
  const findings: Finding[] = [];
  const fail = (code: string, field: string, value: string) =>
    findings.push({ line: row.line, level: 'error', code, field, value });
  if (row.slipped) fail('wrong-field-count', 'row', '');
  if (own === '') fail('missing-name', 'name', '');
  if (!known) fail('unknown-division', 'kind', division);
  if (address === '') fail('missing-address', 'address', '');
  const place = readPlace(
    {
      line: row.line,
      lat: row.values.위도 ?? '',
      lon: row.values.경도 ?? '',
      districtName: districtIn(address, finder),
      districtCode: '',
    },
    finder,
  );
  // An office without coordinates is of no use on a map of the nearest help.
  findings.push(
    ...place.findings.map((each) =>
      each.code === 'no-coordinates' ? { ...each, level: 'error' as const } : each,
    ),
  );
  const failed = findings.some((finding) => finding.level === 'error');
  if (failed || !known || !place.point || !place.district)
    return { name, findings, write: undefined };
  const fields: PoliceFields = {
    kind: known.kind,
    name,
    district: place.district,
    address,
    ...place.point,
  };
  const write: PoliceWrite = {
    id: null,
    sourceKey: `police:${[station, name, address].map(squeezed).join('|')}`,
    fields,
    snapshot: { ...fields, division, station },
  };
  return { name, findings, write };
}

/** The name of a district within an address, which may begin with the city or not. */
function districtIn(address: string, finder: DistrictFinder): string {
  return (
    address
      .split(' ')
      .slice(0, 3)
      .find((word) => finder.named(word)) ?? ''
  );
}

function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s|\(.*?\)/gu, '');
}

/** An office not found by its key: the same name within 200 m, when only one fits. */
function near(
  write: PoliceWrite,
  left: ReadonlyMap<string, ExistingOffice>,
): ExistingOffice | undefined {
  const fits = [...left.values()].filter(({ fields, imported }) => {
    const old = imported ?? fields;
    return (
      squeezed(old.name) === squeezed(write.fields.name) && distanceMetres(old, write.fields) <= 200
    );
  });
  return fits.length === 1 ? fits[0] : undefined;
}

function take(left: Map<string, ExistingOffice>, office: ExistingOffice | undefined) {
  return office && left.delete(office.id) ? office : undefined;
}

const groups = {
  kind: ['kind'],
  name: ['name'],
  address: ['address'],
  place: ['lat', 'lon', 'district'],
} as const;
const snapshotGroups = { ...groups, division: ['division'], station: ['station'] } as const;

function place(
  plan: PolicePlan,
  write: PoliceWrite,
  existing: ExistingOffice | undefined,
  findings: Finding[],
  line: number,
): Outcome {
  if (!existing) {
    plan.creates.push(write);
    return 'created';
  }
  const merged = mergeByHand<PoliceFields>(
    existing.imported,
    existing.fields,
    write.fields,
    groups,
  );
  for (const { field, contested } of merged.kept) {
    const code = contested ? 'changed-by-both' : 'kept-by-hand';
    findings.push({ line, level: contested ? 'warning' : 'note', code, field });
  }
  const { imported } = existing;
  const moved =
    !imported || mergeByHand(imported, imported, write.snapshot, snapshotGroups).changed.length > 0;
  const changed = merged.changed.length > 0;
  if (changed || moved || existing.sourceKey !== write.sourceKey) {
    plan.updates.push({ ...write, id: existing.id, fields: merged.fields });
  }
  return changed ? 'updated' : 'unchanged';
}
