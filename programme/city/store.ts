// All SQL of the city: its configuration, districts and map.
import type { MultiPolygon, Polygon } from 'geojson';
import type { Tx } from '#platform/db/index.ts';
import { pointInPolygon } from '#platform/geo/index.ts';
import { type CityConfig, cityConfigSchema } from './config.ts';

/** The configuration, or `undefined` before the city was founded. */
export async function readConfig(tx: Tx): Promise<CityConfig | undefined> {
  const [row] = await tx.sql<{ config: unknown }>`select config from platform.city`;
  return row ? cityConfigSchema.parse(row.config) : undefined;
}

/** Founds the city of this database; a second time changes nothing. */
export async function foundCity(tx: Tx, config: CityConfig): Promise<void> {
  await tx.sql`insert into platform.city (config) values (${JSON.stringify(config)}) on conflict do nothing`;
}

/** Replaces the configuration. */
export async function saveConfig(tx: Tx, config: CityConfig): Promise<void> {
  await tx.sql`update platform.city set config = ${JSON.stringify(config)}, updated_at = now()`;
}

export type DistrictRow = { code: string; name: Record<string, string>; lat: number; lon: number };

/** Districts by code. */
export async function selectDistricts(tx: Tx): Promise<DistrictRow[]> {
  return tx.sql<DistrictRow>`select code, name, lat, lon from city.districts order by code`;
}

/** Every layer of the city's map; districts come from the register. */
export async function selectMap(tx: Tx): Promise<Record<string, unknown>> {
  const layers = await tx.sql<{
    name: string;
    geojson: unknown;
  }>`select name, geojson from city.map_layers`;
  const districts = await tx.sql<{
    code: string;
    name: Record<string, string>;
    border: unknown;
  }>`select code, name, border from city.districts`;
  const features = districts.map((district) => ({
    type: 'Feature',
    properties: { code: district.code, ...district.name },
    geometry: district.border,
  }));
  return {
    ...Object.fromEntries(layers.map((layer) => [layer.name, layer.geojson])),
    districts: { type: 'FeatureCollection', features },
  };
}

/** Code of the district that holds a point (WGS 84 degrees), or `undefined` outside the city. */
export async function findDistrictAt(
  tx: Tx,
  lat: number,
  lon: number,
): Promise<string | undefined> {
  const rows = await tx.sql<{
    code: string;
    border: Polygon | MultiPolygon;
  }>`select code, border from city.districts`;
  return rows.find((row) => pointInPolygon({ lat, lon }, row.border))?.code;
}

/** The police office nearest to a point (WGS 84 degrees). */
export async function nearestOffice(
  tx: Tx,
  at: { lat: number; lon: number },
): Promise<{ name: string; phone: string | null; lat: number; lon: number } | undefined> {
  const [row] = await tx.sql<{ name: string; phone: string | null; lat: number; lon: number }>`
    select name, phone, lat, lon from city.police_offices order by point(lon, lat) <-> point(${at.lon}, ${at.lat}) limit 1`;
  return row;
}

/** Whether the city has a district of this code. */
export async function isDistrict(tx: Tx, code: string): Promise<boolean> {
  return (await tx.sql`select 1 from city.districts where code = ${code}`).length > 0;
}

/** Name of a district in a language, its code where it has none. */
export async function readDistrictName(tx: Tx, code: string, language: string): Promise<string> {
  const [row] = await tx.sql<{
    name: string | null;
  }>`select name ->> ${language} as name from city.districts where code = ${code}`;
  return row?.name ?? code;
}

/** Names of districts in one language, by code; one that is unknown or has none is missing. */
export async function readDistrictNames(
  tx: Tx,
  codes: readonly string[],
  language: string,
): Promise<Map<string, string>> {
  const rows = await tx.sql<{ code: string; name: string | null }>`
    select code, name ->> ${language} as name from city.districts where code = any (${codes})`;
  return new Map(rows.flatMap(({ code, name }) => (name === null ? [] : [[code, name]])));
}
