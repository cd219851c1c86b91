// Decides what a file of safe houses changes in the register; pure, so that a dry run and the real one agree.
import { pointInPolygon } from '#platform/geo/index.ts';
import { type Finding, readNumber } from '#platform/imports/index.ts';
import { districtFinder, type ImportDistrict, provinceKey } from '#programme/city/index.ts';
import { setAsideDuplicates } from './duplicates.ts';
import { readPhone } from './fields.ts';
import { pairLeftOvers, sourceKey } from './identity.ts';
import { type Judged, judgeRow, plainOffice } from './judge.ts';
import type { ExistingStore, SafeHousePlan } from './plan-types.ts';
import type { SafeHouseRow } from './read.ts';
import { settleRow } from './settle.ts';

export type SafeHouseInput = {
  rows: readonly SafeHouseRow[];
  districts: readonly ImportDistrict[];
  existing: readonly ExistingStore[];
  offices: readonly { id: string; name: string }[];
  /** In Korean, as files name its province; decides which rows of the national file belong here. */
  cityName: string | null;
  thisYear: number;
};

/** Plans the import. Rows of other provinces are set aside and counted. */
export function planSafeHouseImport(input: SafeHouseInput): SafeHousePlan {
  const findings: Finding[] = [];
  const { own, setAside } = ownRows(input, findings);
  const context = {
    districts: districtFinder(input.districts),
    offices: officesByName(input.offices),
    phones: countPhones(own),
    thisYear: input.thisYear,
  };
  const judged = own.map((row) => judgeRow(row, context));
  const duplicates = setAsideDuplicates(judged);
  const matches = matchExisting(
    judged.filter((each) => !duplicates.has(each)),
    input.existing,
  );
  const plan: SafeHousePlan = {
    creates: [],
    updates: [],
    conflicts: [],
    missing: missingFrom(judged, input.existing, matches),
    setAside,
    rows: input.rows.length,
    findings,
    details: [],
  };
  for (const each of judged) {
    const outcome = duplicates.has(each) ? 'duplicate' : settleRow(plan, each, matches.get(each));
    plan.details.push({
      line: each.row.line,
      name: each.row.name,
      outcome,
      findings: each.findings,
    });
  }
  return plan;
}

/** Rows of the city's own province: by name, or else of the province that most rows within the borders name. */
function ownRows({ rows, districts, cityName }: SafeHouseInput, findings: Finding[]) {
  const byProvince = Map.groupBy(rows, (row) => provinceKey(row.province));
  let home =
    cityName === null
      ? undefined
      : [...byProvince.keys()].find((name) => name !== '' && name === provinceKey(cityName));
  if (home === undefined && byProvince.size > 1) {
    const inside = (row: SafeHouseRow) => {
      const [lat, lon] = [readNumber(row.lat), readNumber(row.lon)];
      return (
        lat !== undefined &&
        lon !== undefined &&
        districts.some(({ border }) => pointInPolygon({ lat, lon }, border))
      );
    };
    const counts = [...byProvince].map(([name, of]) => ({
      name,
      inside: of.filter(inside).length,
    }));
    counts.sort((a, b) => b.inside - a.inside);
    if (counts[0] && counts[0].inside > 0) home = counts[0].name;
  }
  const setAside: Record<string, number> = {};
  if (home === undefined) return { own: rows, setAside };
  for (const [name, of] of byProvince) if (name !== home && name !== '') setAside[name] = of.length;
  if (Object.keys(setAside).length > 0)
    findings.push({ line: 0, level: 'note', code: 'other-cities', params: { home } });
  return { own: rows.filter((row) => [home, ''].includes(provinceKey(row.province))), setAside };
}

function officesByName(offices: SafeHouseInput['offices']): Map<string, string> {
  const groups = Map.groupBy(offices, (office) => plainOffice(office.name));
  return new Map(
    [...groups].flatMap(([name, [first, ...others]]) =>
      first && others.length === 0 ? [[name, first.id]] : [],
    ),
  );
}

function countPhones(rows: readonly SafeHouseRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const { value } = readPhone(row.phone);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Which store of the register each row is: by key first, then by what name, address and place leave no doubt about. */
function matchExisting(
  judged: readonly Judged[],
  existing: readonly ExistingStore[],
): Map<Judged, ExistingStore> {
  const byKey = new Map(
    existing.map((store) => [store.sourceKey ?? sourceKey(store.fields), store]),
  );
  const matches = new Map<Judged, ExistingStore>();
  const taken = new Set<ExistingStore>();
  for (const each of judged) {
    const store = byKey.get(each.key);
    if (!store || taken.has(store)) continue;
    matches.set(each, store);
    taken.add(store);
  }
  const fresh = judged.filter((each) => !matches.has(each) && each.snapshot);
  const old = existing.filter((store) => !taken.has(store));
  const pairs = pairLeftOvers(
    old.map((store) => store.imported ?? store.fields),
    fresh.map((each) => each.snapshot!),
  );
  for (const [row, store] of pairs) matches.set(fresh[row]!, old[store]!);
  return matches;
}

/** Imported stores of the districts that the file covers, without a row in it. Shut ones need no look. */
function missingFrom(
  judged: readonly Judged[],
  existing: readonly ExistingStore[],
  matches: ReadonlyMap<Judged, ExistingStore>,
): string[] {
  const covered = new Set(judged.map((each) => each.snapshot?.district));
  const found = new Set([...matches.values()].map((store) => store.id));
  return existing
    .filter(
      ({ id, imported, fields }) =>
        imported && !found.has(id) && covered.has(fields.district) && fields.state === 'operating',
    )
    .map((store) => store.fields.name);
}
