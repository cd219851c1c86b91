// All SQL of the desk's board: tonight's walks, and what pairs saw on patrol.
import type { Tx } from '#platform/db/index.ts';
import type { WalkRow } from './walks.ts';

/** Open walks the actor may see, and those of the evening that are over. */
export async function selectTonight(tx: Tx, since: Date, until: Date): Promise<WalkRow[]> {
  return tx.sql<WalkRow>`
    select * from escorts.walks
    where wanted_at < ${until} and (closed_at is null or wanted_at >= ${since})
    order by wanted_at, id`;
}

export type NewObservation = {
  id: string;
  shiftId: string;
  district: string;
  kind: string;
  lat: number;
  lon: number;
  text: string | null;
  photo: Buffer | null;
};

/** Keeps what was seen; the same id told again changes nothing. */
export async function insertObservation(tx: Tx, o: NewObservation): Promise<void> {
  await tx.sql`
    insert into escorts.observations (id, shift_id, district, kind, lat, lon, text, photo)
    values (${o.id}, ${o.shiftId}, ${o.district}, ${o.kind}, ${o.lat}, ${o.lon}, ${o.text}, ${o.photo})
    on conflict (id) do nothing`;
}

export type ObservationRow = {
  id: string;
  district: string;
  kind: string;
  lat: number;
  lon: number;
  text: string | null;
  hasPhoto: boolean;
  seenAt: Date;
};

/** The photo of what was seen, if the actor may see it and there is one. */
export async function readObservationPhoto(tx: Tx, id: string): Promise<Buffer | undefined> {
  const [row] = await tx.sql<{ photo: Buffer | null }>`
    select photo from escorts.observations where id = ${id}`;
  return row?.photo ?? undefined;
}

/** What pairs saw, newest first. */
export async function selectObservations(tx: Tx): Promise<ObservationRow[]> {
  return tx.sql<ObservationRow>`
    select id, district, kind, lat, lon, text, photo is not null as "hasPhoto", seen_at as "seenAt"
    from escorts.observations order by seen_at desc limit 500`;
}
