// Judges one row of a safe-house file: the store it describes, and everything about it that a person should know.
import type { Finding, Level } from '#platform/imports/index.ts';
import { type DistrictFinder, readPlace } from '#programme/city/index.ts';
import { chainOf, readDay, readDesignation, readOperating, readPhone } from './fields.ts';
import { sourceKey } from './identity.ts';
import type { SafeHouseRow } from './read.ts';

/** What an official file says of a store; the register has more. */
export type StoreFields = {
  name: string;
  chain: string | null;
  district: string;
  address: string;
  phone: string | null;
  lat: number | null;
  lon: number | null;
  /** The city itself may write other states by hand. */
  state: string;
  /** YYYY-MM-DD; 1 January where the file has a year only. */
  designatedOn: string | null;
  policeOfficeId: string | null;
  policeOfficeName: string | null;
};

/** As last imported; `asOf` is the date of the official record. */
export type StoreSnapshot = StoreFields & { asOf: string | null };

export type Judged = {
  row: SafeHouseRow;
  key: string;
  snapshot: StoreSnapshot | null;
  findings: Finding[];
};

export type JudgeContext = {
  districts: DistrictFinder;
  /** Police offices by their plain public name; names that several carry are left out. */
  offices: ReadonlyMap<string, string>;
  /** How often each telephone number occurs in the file. */
  phones: ReadonlyMap<string, number>;
  thisYear: number;
};

/** From this many stores with one number on, it rings at an office and not at a till. */
export const sharedPhoneFrom = 3;

/** Judges a row; `snapshot` is `null` when an error keeps it out. */
export function judgeRow(row: SafeHouseRow, context: JudgeContext): Judged {
  const findings: Finding[] = [];
  const add = (
    level: Level,
    code: string,
    field: string,
    value: string,
    params?: Finding['params'],
  ) => findings.push({ line: row.line, level, code, field, value, ...(params ? { params } : {}) });
  if (row.slipped) add('error', 'wrong-field-count', 'row', '');
  if (row.name === '') add('error', 'missing-name', 'name', '');
  const address = row.roadAddress || row.landAddress;
  if (address === '') add('error', 'missing-address', 'address', '');
  else if (row.roadAddress === '') add('note', 'no-road-address', 'address', address);
  for (const [field, value] of [
    ['name', row.name],
    ['address', address],
  ] as const) {
    if (/\?|[\u3164\u25a1]/u.test(value)) add('warning', 'lost-characters', field, value);
  }
  const state = readOperating(row.operating);
  if (state === null) add('error', 'unknown-operating-flag', 'state', row.operating);
  const phone = readPhone(row.phone);
  if (phone.odd) add('warning', phone.odd, 'phone', row.phone);
  const shared = context.phones.get(phone.value ?? '') ?? 0;
  if (shared >= sharedPhoneFrom)
    add('warning', 'shared-phone', 'phone', row.phone, { stores: shared });
  const designated = readDesignation(row.designatedIn, context.thisYear);
  if (designated.odd) add('warning', designated.odd, 'designatedOn', row.designatedIn);
  const place = readPlace(
    {
      line: row.line,
      lat: row.lat,
      lon: row.lon,
      districtName: row.district,
      districtCode: row.districtCode,
    },
    context.districts,
  );
  findings.push(...place.findings);
  const point = place.point ?? { lat: null, lon: null };
  const key = sourceKey({ name: row.name, address, ...point });
  if (findings.some((finding) => finding.level === 'error') || !place.district || !state) {
    return { row, key, snapshot: null, findings };
  }
  const snapshot: StoreSnapshot = {
    name: row.name,
    chain: chainOf(row.name),
    district: place.district,
    address,
    phone: phone.value,
    ...point,
    state,
    designatedOn: designated.value,
    policeOfficeId: context.offices.get(plainOffice(row.policeOffice)) ?? null,
    policeOfficeName: row.policeOffice || null,
    asOf: readDay(row.asOf),
  };
  return { row, key, snapshot, findings };
}

/** The name of a police office without spaces and without the city that some files put before it. */
export function plainOffice(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/^서울(?=.{2,}(?:경찰서|지구대|파출소|치안센터)$)/u, '');
}
