// SQL of imports into the registers of districts and police offices.
import type { Tx } from '#platform/db/index.ts';
import type { ImportDistrict } from './districts.ts';
import type { DistrictFields, DistrictSnapshot, ExistingDistrict } from './drafts.ts';
import type { DistrictWrite } from './plan-districts.ts';
import type { ExistingOffice, PoliceFields, PoliceSnapshot, PoliceWrite } from './police.ts';

/** Lets one import run at a time in a database, until the transaction ends. */
export async function lockImports(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('ansim.import'))`;
}

/** The districts of the city as rows of other files are compared with them. */
export async function selectImportDistricts(tx: Tx): Promise<ImportDistrict[]> {
  return tx.sql<ImportDistrict>`
    select code, codes, name, border,
      coalesce(imported ->> 'borderFrom' <> 'neighbourhood-borders', false) as coarse
    from city.districts order by code`;
}

/** Every district with what was imported, locked until the transaction ends. */
export async function selectExistingDistricts(tx: Tx): Promise<ExistingDistrict[]> {
  const rows = await tx.sql<DistrictFields & { code: string; imported: DistrictSnapshot | null }>`
    select code, codes, name, border, neighbours, lat, lon, imported
    from city.districts order by code for update`;
  return rows.map(({ code, imported, ...fields }) => ({ code, fields, imported }));
}

/** Adds districts. */
export async function insertDistricts(tx: Tx, writes: readonly DistrictWrite[]): Promise<void> {
  await tx.sql`
    insert into city.districts (code, codes, name, border, neighbours, lat, lon, source, imported)
    select code, codes, name, border, neighbours, lat, lon, 'districts', imported
    from jsonb_to_recordset(${districtRecords(writes)}::jsonb) as r(code text, codes jsonb, name jsonb,
      border jsonb, neighbours text[], lat float8, lon float8, imported jsonb)`;
}

/** Writes districts anew. */
export async function updateDistricts(tx: Tx, writes: readonly DistrictWrite[]): Promise<void> {
  await tx.sql`
    update city.districts d set codes = r.codes, name = r.name, border = r.border, neighbours = r.neighbours,
      lat = r.lat, lon = r.lon, source = 'districts', imported = r.imported
    from jsonb_to_recordset(${districtRecords(writes)}::jsonb) as r(code text, codes jsonb, name jsonb,
      border jsonb, neighbours text[], lat float8, lon float8, imported jsonb)
    where d.code = r.code`;
}

function districtRecords(writes: readonly DistrictWrite[]): string {
  return JSON.stringify(
    writes.map(({ code, fields, snapshot }) => ({ code, ...fields, imported: snapshot })),
  );
}

/** Every police office with what was imported, locked until the transaction ends. */
export async function selectExistingOffices(tx: Tx): Promise<ExistingOffice[]> {
  const rows = await tx.sql<
    PoliceFields & { id: string; source_key: string | null; imported: PoliceSnapshot | null }
  >`
    select id, source_key, kind, name, district, address, lat, lon, imported
    from city.police_offices order by id for update`;
  return rows.map(({ id, source_key, imported, ...fields }) => ({
    id,
    sourceKey: source_key,
    fields,
    imported,
  }));
}

/** Names of the police offices, to find the one a store is told to belong to. */
export async function selectOfficeNames(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.sql<{ id: string; name: string }>`select id, name from city.police_offices order by id`;
}

/** Adds police offices. */
export async function insertOffices(tx: Tx, writes: readonly PoliceWrite[]): Promise<void> {
  await tx.sql`
    insert into city.police_offices (source, source_key, kind, name, district, address, lat, lon, imported)
    select 'police-offices', "sourceKey", kind, name, district, address, lat, lon, imported
    from jsonb_to_recordset(${officeRecords(writes)}::jsonb) as r("sourceKey" text, kind text, name text,
      district text, address text, lat float8, lon float8, imported jsonb)`;
}

/** Writes police offices anew; keys are freed first, so that two offices may exchange theirs. */
export async function updateOffices(tx: Tx, writes: readonly PoliceWrite[]): Promise<void> {
  const ids = writes.map((write) => write.id);
  await tx.sql`update city.police_offices set source_key = null where id = any (${ids}::uuid[])`;
  await tx.sql`
    update city.police_offices o set source = 'police-offices', source_key = r."sourceKey", kind = r.kind,
      name = r.name, district = r.district, address = r.address, lat = r.lat, lon = r.lon, imported = r.imported
    from jsonb_to_recordset(${officeRecords(writes)}::jsonb) as r(id uuid, "sourceKey" text, kind text, name text,
      district text, address text, lat float8, lon float8, imported jsonb)
    where o.id = r.id`;
}

function officeRecords(writes: readonly PoliceWrite[]): string {
  return JSON.stringify(
    writes.map(({ id, sourceKey, fields, snapshot }) => ({
      id,
      sourceKey,
      ...fields,
      imported: snapshot,
    })),
  );
}
