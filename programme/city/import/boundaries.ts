// Reads official boundary files: districts, neighbourhoods to be joined into districts, and tables of their codes.
import type { Position } from 'geojson';
import { z } from 'zod';
import { readTable, readText } from '#platform/csv/index.ts';
import { type Area, dissolve } from '#platform/geo/index.ts';
import { Refused } from '#platform/http/refused.ts';
import { type Finding, plainText } from '#platform/imports/index.ts';
import type { CodeScheme } from './districts.ts';

/** Finest first: a district's border is taken from the best file that has one. */
export const boundarySources = [
  'neighbourhood-borders',
  'district-borders',
  'district-codes',
] as const;
export type BoundarySource = (typeof boundarySources)[number];

/** What one file tells of one district; `line` is the first row or feature about it. */
export type DistrictPart = {
  line: number;
  name: Record<string, string>;
  codes: Partial<Record<CodeScheme, string>>;
  border: Area | null;
  province: string | null;
};

export type BoundaryFile = {
  source: BoundarySource;
  rows: number;
  encoding: string;
  parts: DistrictPart[];
  findings: Finding[];
};

const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .rest(z.number());
const ring = z.array(position).min(4).refine(isClosed);
const area = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const feature = z.object({ properties: z.record(z.string(), z.unknown()), geometry: area });
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).min(1),
});

/**
 * Reads a boundary file: GeoJSON with a district a feature (`code`, `name`, `name_eng`), GeoJSON with a neighbourhood a
 * feature (`sgg`, `sggnm`, `adm_cd`), or a CSV table of codes (`gu_ko`, `gu_en`, `mois_sigungu_code`, `kostat_code`).
 * Throws `Refused` when it is none of these.
 */
export function readBoundaryFile(bytes: Uint8Array): BoundaryFile {
  const { text, encoding } = readText(bytes);
  if (!text.trimStart().startsWith('{')) return readCodes(bytes);
  const features = readFeatures(text);
  const first = features.find((each) => each !== undefined)?.properties ?? {};
  const source =
    'sggnm' in first ? 'neighbourhood-borders' : 'name' in first ? 'district-borders' : undefined;
  if (!source) {
    throw new Refused(
      'unknown-boundaries',
      422,
      'The map features name no district: "name" with "code", or "sggnm" with "sgg", is needed.',
    );
  }
  const findings: Finding[] = [];
  const read = source === 'district-borders' ? readDistricts : readNeighbourhoods;
  return { source, encoding, rows: features.length, parts: read(features, findings), findings };
}

type Feature = z.infer<typeof feature>;

function readFeatures(text: string): (Feature | undefined)[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refused(
      'not-json',
      422,
      'The file begins like JSON and is none: it may be cut off. Download it again.',
    );
  }
  const read = collection.safeParse(json);
  if (!read.success) {
    throw new Refused(
      'not-geojson',
      422,
      'The file is no GeoJSON FeatureCollection (RFC 7946). Export the boundaries as GeoJSON in WGS 84.',
    );
  }
  return read.data.features.map((each) => feature.safeParse(each).data);
}

function readDistricts(
  features: readonly (Feature | undefined)[],
  findings: Finding[],
): DistrictPart[] {
  const good = features.flatMap((each, index) => (each ? [{ ...each, line: index + 1 }] : []));
  const scheme = schemeOf(good.map(({ properties }) => textOf(properties.code)));
  const parts: DistrictPart[] = [];
  features.forEach((each, index) => {
    const line = index + 1;
    const name = textOf(each?.properties.name);
    const code = textOf(each?.properties.code);
    if (!each) findings.push({ line, level: 'error', code: 'bad-border' });
    else if (!name) findings.push({ line, level: 'error', code: 'nameless-district' });
    else if (parts.some((part) => part.name.ko === name)) {
      findings.push({ line, level: 'error', code: 'district-twice', value: name });
    } else {
      const english = textOf(each.properties.name_eng) || textOf(each.properties.name_en);
      parts.push({
        line,
        name: english ? { ko: name, en: english } : { ko: name },
        codes: code ? { [scheme]: code } : {},
        border: each.geometry,
        province: null,
      });
    }
  });
  return parts;
}

/** Codes of Statistics Korea count on from 010; those of the Ministry of the Interior begin at 110. */
function schemeOf(codes: readonly string[]): CodeScheme {
  return codes.some((code) => /^\d{5}$/.test(code) && Number(code.slice(2)) < 110)
    ? 'kostat'
    : 'mois';
}

function readNeighbourhoods(
  features: readonly (Feature | undefined)[],
  findings: Finding[],
): DistrictPart[] {
  const groups = new Map<
    string,
    { line: number; areas: Area[]; properties: Record<string, unknown> }
  >();
  features.forEach((each, index) => {
    const line = index + 1;
    const name = textOf(each?.properties.sggnm);
    if (!each) findings.push({ line, level: 'error', code: 'bad-border' });
    else if (!name) findings.push({ line, level: 'error', code: 'nameless-district' });
    else {
      const group = groups.get(name) ?? { line, areas: [], properties: each.properties };
      group.areas.push(each.geometry);
      groups.set(name, group);
    }
  });
  return [...groups].flatMap(([name, { line, areas, properties }]) => {
    try {
      const mois = textOf(properties.sgg);
      const kostat = textOf(properties.adm_cd).slice(0, 5);
      return [
        {
          line,
          name: { ko: name },
          codes: { ...(mois ? { mois } : {}), ...(kostat ? { kostat } : {}) },
          border: rounded(dissolve(areas)),
          province: textOf(properties.sidonm) || null,
        },
      ];
    } catch {
      findings.push({ line, level: 'error', code: 'borders-do-not-close', value: name });
      return [];
    }
  });
}

function readCodes(bytes: Uint8Array): BoundaryFile {
  const { columns, rows, encoding } = readTable(bytes);
  const wanted = ['gu_ko', 'gu_en', 'mois_sigungu_code', 'kostat_code'];
  if (!wanted.every((name) => columns.includes(name))) {
    throw new Refused(
      'unknown-boundaries',
      422,
      `A table of district codes needs the columns ${wanted.join(', ')}.`,
    );
  }
  const findings: Finding[] = [];
  const parts = rows.flatMap(({ line, values }): DistrictPart[] => {
    const [ko, en, mois, kostat] = wanted.map((name) => plainText(values[name]));
    if (!ko) findings.push({ line, level: 'error', code: 'nameless-district' });
    if (!ko) return [];
    const codes = { ...(mois ? { mois } : {}), ...(kostat ? { kostat } : {}) };
    return [{ line, name: en ? { ko, en } : { ko }, codes, border: null, province: null }];
  });
  return { source: 'district-codes', encoding, rows: rows.length, parts, findings };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? plainText(String(value)) : '';
}

function isClosed(corners: readonly Position[]): boolean {
  const [first, last] = [corners[0]!, corners.at(-1)!];
  return first[0] === last[0] && first[1] === last[1];
}

/** Six decimals are a tenth of a metre; more is noise that every screen would have to load. */
function rounded(border: Area): Area {
  const round = (rings: Position[][]) =>
    rings.map((corners) =>
      corners.map(([lon, lat]) => [Number(lon!.toFixed(6)), Number(lat!.toFixed(6))]),
    );
  return border.type === 'Polygon'
    ? { type: 'Polygon', coordinates: round(border.coordinates) }
    : { type: 'MultiPolygon', coordinates: border.coordinates.map(round) };
}

/** Whether a decoded text looks like one of the boundary files, from its beginning. */
export function isBoundaryFile(text: string): boolean {
  const start = text.slice(0, 4_000);
  if (!/^\s*\{/.test(start)) return /^"?gu_ko"?,/.test(start);
  return (
    /"FeatureCollection"/.test(start) &&
    /"sggnm"|"name"\s*:\s*"[^"]*[가-힣]"/.test(start.replace(/\\u[0-9a-f]{4}/gi, '가'))
  );
}
