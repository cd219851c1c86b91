// The districts as importers know them: by name, by the codes of both schemes, and by what lies within their borders.
import { type Area, type Bounds, bounds, type Point, pointInPolygon } from '#platform/geo/index.ts';

/**
 * Korean districts have two codes: of the Ministry of the Interior (`mois`, legal addresses) and of Statistics Korea
 * (`kostat`). The schemes collide: 11140 is Jung-gu in one and Mapo-gu in the other.
 */
export type CodeScheme = 'mois' | 'kostat';

export type ImportDistrict = {
  /** The city's own code. */
  code: string;
  /** Codes by scheme, as far as files gave them. */
  codes: Partial<Record<CodeScheme, string>>;
  /** By language; Korean is what official files name. */
  name: Record<string, string>;
  border: Area;
  /** The border was simplified by its publisher: a few hundred metres off in places. */
  coarse: boolean;
};

export type DistrictFinder = {
  /** The district that a point lies in. */
  at(point: Point): ImportDistrict | undefined;
  /** The district of a name, with or without the city before it. */
  named(text: string): ImportDistrict | undefined;
  /** Every district that carries a code in any scheme. */
  coded(code: string): ImportDistrict[];
  all: readonly ImportDistrict[];
};

/** Prepares the districts of a city for looking up rows of a file. */
export function districtFinder(districts: readonly ImportDistrict[]): DistrictFinder {
  const boxed = districts.map((district) => ({ district, box: bounds([district.border]) }));
  const byName = new Map(
    districts.flatMap((district) => namesOf(district).map((name) => [name, district])),
  );
  return {
    all: districts,
    at: (point) =>
      boxed.find(
        ({ district, box }) => within(point, box) && pointInPolygon(point, district.border),
      )?.district,
    named: (text) => {
      const words = text.normalize('NFC').toLowerCase().split(/\s+/u).reverse();
      for (const word of words) {
        const found = byName.get(word);
        if (found) return found;
      }
      return undefined;
    },
    coded: (code) => districts.filter((district) => codesOf(district).includes(code)),
  };
}

/** Every code of a district, its own first. */
export function codesOf(district: ImportDistrict): string[] {
  return [...new Set([district.code, ...Object.values(district.codes)])];
}

function namesOf(district: ImportDistrict): string[] {
  return Object.values(district.name).map((name) => name.normalize('NFC').toLowerCase());
}

function within({ lat, lon }: Point, [west, south, east, north]: Bounds): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
