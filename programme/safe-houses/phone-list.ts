// The list as a phone keeps it: the places once, by column, and apart from them the few bytes that change in the night.
import { createHash } from 'node:crypto';
import { type Database, system } from '#platform/db/index.ts';
import { type PublicRow, selectLastRollCall, selectPublicPlaces } from './public-list.ts';
import type { Hours } from './shapes.ts';

export type PhonePlaces = {
  tag: string;
  stores: number;
  hours: Hours[];
  name: string[];
  nameEn: (string | null)[];
  address: string[];
  phone: (string | null)[];
  lat: number[];
  lon: number[];
  open: number[];
};

export type PhoneNight = {
  tag: string;
  stores: number;
  offices: number;
  confirmed: number;
  answered: string;
  rollCallAt: string | null;
  asOf: string;
};

export type PhoneList = { places: PhonePlaces; night: PhoneNight };

/** A crowd of phones asks often; the database is asked this often at most. */
const freshForMilliseconds = 3000;

/** Answers the list as it was at most three seconds ago. One question to the database serves everybody who waits. */
export function keepPhoneList(db: Database): () => Promise<PhoneList> {
  let kept: { at: number; list: Promise<PhoneList> } | null = null;
  return () => {
    if (kept !== null && performance.now() - kept.at < freshForMilliseconds) return kept.list;
    const list = readPhoneList(db);
    const mine = { at: performance.now(), list };
    kept = mine;
    list.catch(() => {
      // A failure is told to those who waited for it, and to nobody later.
      if (kept === mine) kept = null;
    });
    return list;
  };
}

async function readPhoneList(db: Database): Promise<PhoneList> {
  // Residents have no rights on devices; the list itself holds nothing but what is public.
  return db.transaction(system, async (tx) => {
    const rows = await selectPublicPlaces(tx);
    return toPhoneList(rows, (await selectLastRollCall(tx))?.started_at ?? null);
  });
}

/** Stores first, neighbours beside each other: an order that a change of the night does not disturb, and that compresses. */
function inOrder(a: PublicRow, b: PublicRow): number {
  if (a.kind !== b.kind) return a.kind === 'store' ? -1 : 1;
  const [x, y] = [`${a.district}\0${a.name}\0${a.id}`, `${b.district}\0${b.name}\0${b.id}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Rows of the public list as columns. Degrees are whole hundred-thousandths, about a metre. */
export function toPhoneList(found: readonly PublicRow[], rollCallAt: Date | null): PhoneList {
  const rows = found.toSorted(inOrder);
  const kinds = new Map<string, number>();
  const hours: Hours[] = [];
  const open = rows.map((row) => {
    const written = JSON.stringify(row.hours);
    const known = kinds.get(written) ?? hours.push(row.hours) - 1;
    kinds.set(written, known);
    return known;
  });
  const stores = rows.filter((row) => row.kind === 'store').length;
  const columns = {
    stores,
    hours,
    name: rows.map((row) => row.name),
    nameEn: rows.map((row) => row.name_en),
    address: rows.map((row) => row.address),
    phone: rows.map((row) => row.phone),
    lat: rows.map((row) => Math.round(row.lat * 1e5)),
    lon: rows.map((row) => Math.round(row.lon * 1e5)),
    open,
  };
  const tag = createHash('sha256').update(JSON.stringify(columns)).digest('base64url').slice(0, 16);
  const bits = new Uint8Array(Math.ceil(stores / 8));
  let confirmed = 0;
  rows.slice(0, stores).forEach((row, index) => {
    if (!row.confirmed) return;
    confirmed += 1;
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return {
    places: { tag, ...columns },
    night: {
      tag,
      stores,
      offices: rows.length - stores,
      confirmed,
      answered: Buffer.from(bits).toString('base64'),
      rollCallAt: rollCallAt?.toISOString() ?? null,
      asOf: new Date().toISOString(),
    },
  };
}
