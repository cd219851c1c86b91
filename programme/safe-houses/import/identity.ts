// What makes a row of one file the same safe house as a row of the next, although publishers write it a little differently.
import { distanceMetres, type Point } from '#platform/geo/index.ts';

export type Identity = { name: string; address: string; lat: number | null; lon: number | null };

/** The name without spaces, signs, brackets and the many spellings of a chain. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^씨유/u, 'cu')
    .replace(/^지에스25/u, 'gs25')
    .replace(/^(?:7eleven|세븐일레븐)/u, '세븐일레븐')
    .replace(/^emart24/u, '이마트24')
    .replace(/점$/u, '');
}

/** The address from the street on, without the province, what stands in brackets, floors and rooms. */
export function plainAddress(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)?/gu, ' ')
    .replace(/,.*$/u, '')
    .replace(
      /^\s*(?:[가-힣]+(?:특별시|광역시|특별자치시|특별자치도|도|시)|서울|부산|대구|인천|광주|대전|울산|세종)\s+/u,
      '',
    )
    .replace(/\s|번지/gu, '');
}

/** The key kept in the register: name and address as both stand after all spelling is taken out. */
export function sourceKey(identity: Identity): string {
  return `safe-house:${plainName(identity.name)}|${plainAddress(identity.address)}`;
}

type Plain = { name: string; address: string; point: Point | undefined };

/**
 * Pairs what no key paired: the same name within 300 m (the address was written anew), the same address within 50 m
 * (the shop took another name), or the same spot within 5 m with names that begin alike. Only unmistakable pairs count;
 * where two candidates fit, neither is taken. Answers the index of the old one for each new one.
 */
export function pairLeftOvers(
  old: readonly Identity[],
  fresh: readonly Identity[],
): Map<number, number> {
  const before = old.map(plain);
  const now = fresh.map(plain);
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const fits of [sameName, sameAddress, sameSpot]) {
    for (const [index, row] of now.entries()) {
      if (pairs.has(index)) continue;
      const found = indexesOf(before, (each, at) => !taken.has(at) && fits(each, row));
      const [only] = found;
      if (found.length !== 1 || only === undefined) continue;
      const rivals = indexesOf(now, (each, at) => !pairs.has(at) && fits(before[only]!, each));
      if (rivals.length !== 1) continue;
      pairs.set(index, only);
      taken.add(only);
    }
  }
  return pairs;
}

function plain({ name, address, lat, lon }: Identity): Plain {
  return {
    name: plainName(name),
    address: plainAddress(address),
    point: lat === null || lon === null ? undefined : { lat, lon },
  };
}

function indexesOf(
  all: readonly Plain[],
  wanted: (each: Plain, index: number) => boolean,
): number[] {
  return all.flatMap((each, index) => (wanted(each, index) ? [index] : []));
}

function sameName(a: Plain, b: Plain): boolean {
  return a.name === b.name && metres(a, b) <= 300;
}

function sameAddress(a: Plain, b: Plain): boolean {
  return a.address !== '' && a.address === b.address && metres(a, b) <= 50;
}

function sameSpot(a: Plain, b: Plain): boolean {
  return a.name.slice(0, 4) === b.name.slice(0, 4) && metres(a, b) <= 5;
}

function metres({ point: from }: Plain, { point: to }: Plain): number {
  return from && to ? distanceMetres(from, to) : Number.POSITIVE_INFINITY;
}
