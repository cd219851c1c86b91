// SQL of imports into the register of safe houses.
import type { Tx } from '#platform/db/index.ts';
import type { StoreFields, StoreSnapshot } from './judge.ts';
import type { ExistingStore, StoreWrite } from './plan-types.ts';

type Row = StoreFields & { id: string; source_key: string | null; imported: StoreSnapshot | null };

/** Every store with what was imported, locked until the transaction ends, so that no hand changes it meanwhile. */
export async function selectExistingStores(tx: Tx): Promise<ExistingStore[]> {
  const rows = await tx.sql<Row>`
    select id, source_key, name, chain, district, address, phone, lat, lon, state,
      designated_on::text as "designatedOn", police_office_id as "policeOfficeId",
      police_office_name as "policeOfficeName", imported
    from safe_houses.stores order by id for update`;
  return rows.map(({ id, source_key, imported, ...fields }) => ({
    id,
    sourceKey: source_key,
    fields,
    imported,
  }));
}

/** Adds stores. */
export async function insertStores(tx: Tx, writes: readonly StoreWrite[]): Promise<void> {
  await tx.sql`
    insert into safe_houses.stores (source, source_key, name, chain, district, address, phone, lat, lon, state,
      designated_on, police_office_id, police_office_name, imported)
    select 'safe-houses', "sourceKey", name, chain, district, address, phone, lat, lon, state,
      "designatedOn", "policeOfficeId", "policeOfficeName", imported
    from jsonb_to_recordset(${records(writes)}::jsonb) as r("sourceKey" text, name text, chain text, district text,
      address text, phone text, lat float8, lon float8, state text, "designatedOn" date, "policeOfficeId" uuid,
      "policeOfficeName" text, imported jsonb)`;
}

/** Writes stores anew; keys are freed first, so that two stores may exchange theirs. */
export async function updateStores(tx: Tx, writes: readonly StoreWrite[]): Promise<void> {
  const ids = writes.map((write) => write.id);
  await tx.sql`update safe_houses.stores set source_key = null where id = any (${ids}::uuid[])`;
  await tx.sql`
    update safe_houses.stores s set source = 'safe-houses', source_key = r."sourceKey", name = r.name,
      chain = r.chain, district = r.district, address = r.address, phone = r.phone, lat = r.lat, lon = r.lon,
      state = r.state, designated_on = r."designatedOn", police_office_id = r."policeOfficeId",
      police_office_name = r."policeOfficeName", imported = r.imported, updated_at = now()
    from jsonb_to_recordset(${records(writes)}::jsonb) as r(id uuid, "sourceKey" text, name text, chain text,
      district text, address text, phone text, lat float8, lon float8, state text, "designatedOn" date,
      "policeOfficeId" uuid, "policeOfficeName" text, imported jsonb)
    where s.id = r.id`;
}

function records(writes: readonly StoreWrite[]): string {
  return JSON.stringify(
    writes.map(({ id, sourceKey, fields, snapshot }) => ({
      id,
      sourceKey,
      ...fields,
      imported: snapshot,
    })),
  );
}
