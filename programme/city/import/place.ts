// Reads where a row of an official file says it is, and compares coordinates, district name and district code.
import { metresToArea, metresToBorder, type Point } from '#platform/geo/index.ts';
import { type Finding, isNone, readNumber } from '#platform/imports/index.ts';
import type { DistrictFinder, ImportDistrict } from './districts.ts';

export type PlaceText = {
  line: number;
  lat: string;
  lon: string;
  districtName: string;
  districtCode: string;
};

/** `district` is the city's code, by the coordinates where there are any; `null` when neither they nor the file tell. */
export type PlaceReading = { point: Point | null; district: string | null; findings: Finding[] };

/** Simplified borders may cut off a street at the city's rim; beyond this a point is another city's. */
const rimMetres = 500;
/** A row further than this inside another district has wrong coordinates, not a border house. */
const strayMetres = 2_000;

/** Places a row. Errors among the findings mean that the row cannot be taken in as it is. */
export function readPlace(text: PlaceText, districts: DistrictFinder): PlaceReading {
  const findings: Finding[] = [];
  const add = (level: Finding['level'], code: string, more: Partial<Finding> = {}) =>
    findings.push({ line: text.line, level, code, ...more });
  const named = readNamed(text, districts, add);
  const point = readPoint(text, districts, add);
  const failed = findings.some((finding) => finding.level === 'error');
  if (failed) return { point: null, district: named?.code ?? null, findings };
  if (!point) {
    if (named) add('warning', 'no-coordinates', { field: 'place' });
    else add('error', 'unknown-place', { field: 'district', value: text.districtName });
    return { point: null, district: named?.code ?? null, findings };
  }
  const district = locate(point, named, districts, add);
  return { point: district ? point : null, district: district?.code ?? null, findings };
}

type Add = (level: Finding['level'], code: string, more?: Partial<Finding>) => void;

function readNamed(
  text: PlaceText,
  districts: DistrictFinder,
  add: Add,
): ImportDistrict | undefined {
  const name = isNone(text.districtName) ? '' : text.districtName;
  const code = isNone(text.districtCode) ? '' : text.districtCode.trim();
  const carriers = code === '' ? [] : districts.coded(code);
  const named = districts.named(name);
  if (!named) {
    const [only] = carriers;
    if (name !== '') add('warning', 'unknown-district', { field: 'district', value: name });
    if (carriers.length > 1) {
      add('warning', 'ambiguous-code', {
        field: 'districtCode',
        value: code,
        params: { names: koreanNames(carriers) },
      });
      return undefined;
    }
    return name === '' ? only : undefined;
  }
  if (code === '' || code === named.code) return named;
  const about = { field: 'districtCode', value: code };
  if (carriers.includes(named)) {
    const other = carriers.find((carrier) => carrier !== named);
    const params = { name: koreanName(named), expected: named.code };
    if (other)
      add('warning', 'other-scheme-collides', {
        ...about,
        params: { ...params, other: koreanName(other) },
      });
    else add('warning', 'other-scheme', { ...about, params });
  } else if (!named.codes.mois || !named.codes.kostat) {
    // A code of a scheme that no file has told us yet can be neither right nor wrong.
    return named;
  } else if (carriers[0]) {
    add('warning', 'code-of-another-district', {
      ...about,
      params: { name: koreanName(named), other: koreanName(carriers[0]) },
    });
  } else {
    add('warning', 'unknown-code', {
      ...about,
      params: { name: koreanName(named), expected: named.code },
    });
  }
  return named;
}

function readPoint(text: PlaceText, districts: DistrictFinder, add: Add): Point | undefined {
  const [latText, lonText] = [text.lat, text.lon].map((part) => (isNone(part) ? '' : part.trim()));
  if (!latText && !lonText) return undefined;
  const value = `${text.lat}, ${text.lon}`;
  const lat = readDegrees(latText ?? '');
  const lon = readDegrees(lonText ?? '');
  if (lat === undefined || lon === undefined) {
    add('error', 'bad-coordinates', { field: 'place', value });
    return undefined;
  }
  if (lat === 0 && lon === 0) return undefined;
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
    const point = { lat, lon };
    const turned = { lat: lon, lon: lat };
    if (!districts.at(point) && Math.abs(lon) <= 90 && districts.at(turned))
      return swapped(turned, value, add);
    return point;
  }
  const turned = { lat: lon, lon: lat };
  if (Math.abs(lon) <= 90 && Math.abs(lat) <= 180 && districts.at(turned))
    return swapped(turned, value, add);
  // Korean grids (EPSG:5186, 5174, 2097, 3857) count metres: six digits and more.
  const metres = Math.abs(lat) >= 10_000 && Math.abs(lon) >= 10_000;
  add('error', metres ? 'projected-coordinates' : 'out-of-range', { field: 'place', value });
  return undefined;
}

/** Degrees have no thousands: a comma in them is a decimal point. */
function readDegrees(text: string): number | undefined {
  return readNumber(text.replace(/^([+-]?\d{1,3}),(\d+)$/, '$1.$2'));
}

function swapped(point: Point, value: string, add: Add): Point {
  add('warning', 'swapped-coordinates', { field: 'place', value });
  return point;
}

function locate(
  point: Point,
  named: ImportDistrict | undefined,
  districts: DistrictFinder,
  add: Add,
) {
  const value = `${point.lat}, ${point.lon}`;
  const found = districts.at(point);
  if (found) {
    if (!named || found === named) return found;
    const metres = Math.round(metresToBorder(point, named.border));
    const params = { named: koreanName(named), found: koreanName(found), metres };
    if (metres > strayMetres) {
      add('error', 'far-from-district', { field: 'place', value, params });
      return undefined;
    }
    const doubtful = (named.coarse || found.coarse) && metres <= rimMetres;
    add('warning', doubtful ? 'wrong-district-coarse' : 'wrong-district', {
      field: 'place',
      value,
      params,
    });
    return doubtful ? named : found;
  }
  let nearest: { district: ImportDistrict; metres: number } | undefined;
  for (const district of districts.all) {
    const metres = metresToArea(point, district.border);
    if (!nearest || metres < nearest.metres) nearest = { district, metres };
  }
  if (!nearest || nearest.metres > rimMetres) {
    const params = { kilometres: nearest ? Math.round(nearest.metres / 1_000) : 0 };
    add('error', 'outside-city', { field: 'place', value, params });
    return undefined;
  }
  const district =
    named && metresToArea(point, named.border) <= rimMetres ? named : nearest.district;
  add('warning', 'at-the-rim', {
    field: 'place',
    value,
    params: { name: koreanName(district), metres: Math.round(nearest.metres) },
  });
  return district;
}

function koreanName(district: ImportDistrict): string {
  return district.name.ko ?? Object.values(district.name)[0] ?? district.code;
}

function koreanNames(districts: readonly ImportDistrict[]): string {
  return districts.map(koreanName).join(', ');
}
