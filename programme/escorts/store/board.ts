// All SQL of the desk's board: tonight's walks, and what pairs saw on patrol.
import type { Tx } from '#platform/db/index.ts';
import type { HandedTo, ObservationKind } from '../names.ts';
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
  kind: ObservationKind;
  lat: number;
  lon: number;
  text: string | null;
  hasPhoto: boolean;
  seenAt: Date;
  handedOnAt: Date | null;
  handedTo: HandedTo | null;
  reference: string | null;
};

/** The photo of what was seen, if the actor may see it and there is one. */
export async function readObservationPhoto(tx: Tx, id: string): Promise<Buffer | undefined> {
  const [row] = await tx.sql<{ photo: Buffer | null }>`
    select photo from escorts.observations where id = ${id}`;
  return row?.photo ?? undefined;
}

/** What pairs saw, newest first; all of it, one, or only what was or was not handed on. */
export async function selectObservations(
  tx: Tx,
  of: { id?: string; state?: 'open' | 'handed-on' | undefined } = {},
): Promise<ObservationRow[]> {
  return tx.sql<ObservationRow>`
    select id, district, kind, lat, lon, text, photo is not null as "hasPhoto", seen_at as "seenAt",
      handed_on_at as "handedOnAt", handed_to as "handedTo", reference
    from escorts.observations
    where (${of.id ?? null}::uuid is null or id = ${of.id ?? null})
      and (${of.state ?? null}::text is null or (handed_on_at is null) = (${of.state ?? null} = 'open'))
    order by seen_at desc limit 500`;
}

/** Hands it on, or takes that back; the time of the first handing on stays. False when the actor may not. */
export async function handOn(
  tx: Tx,
  id: string,
  to: { whom: HandedTo; reference: string | null } | null,
): Promise<boolean> {
  const rows = await tx.sql`
    update escorts.observations set
      handed_on_at = case when ${to === null} then null else coalesce(handed_on_at, clock_timestamp()) end,
      handed_to = ${to?.whom ?? null}, reference = ${to?.reference ?? null}
    where id = ${id} returning id`;
  return rows.length > 0;
}
