// What a caller on a phone of her own adds to her call: the countdown's end, where she is, words, a number; her door has decided that it may be.
import type { Tx } from '#platform/db/index.ts';
import { lock } from './gate.ts';
import { insertCallerMessage } from './parts.ts';
import { type IncidentRow, withoutPlace } from './row.ts';
import { saveStep } from './store.ts';

/** Her call as it is now, locked, with the database's clock. Run everything here as the system. */
export const lockCall = lock;

/** Cancels in the countdown; nothing of the place is kept. */
export async function cancelCountdown(tx: Tx, row: IncidentRow, now: Date): Promise<void> {
  await saveStep(
    tx,
    { ...row, ...withoutPlace, state: 'cancelled', closed_at: now, due_at: null },
    {
      kind: 'cancelled',
      eventType: 'incident.cancelled',
      detail: { by: 'caller' },
      informPolice: false,
    },
  );
}

export type CallerPlace = {
  lat: number;
  lon: number;
  /** Radius in metres. */
  accuracy: number;
  at: Date;
  /** `null` outside the city. */
  district: string | null;
  /** The place as people say it, such as the nearest landmark and how far it is. */
  words: string;
};

/**
 * Keeps where she is now; the newest only. The first position and the first one in another district are steps with an event,
 * so that the centre there sees the call from now on; whoever has it keeps it. Everything between moves without a trace. The
 * version rises with every move, so that no two documents of one version say different places.
 */
export async function keepPlace(tx: Tx, row: IncidentRow, place: CallerPlace): Promise<void> {
  const next: IncidentRow = {
    ...row,
    lat: place.lat,
    lon: place.lon,
    accuracy: place.accuracy,
    position_at: place.at,
    place_name: place.words,
    district: place.district ?? row.district,
    audience: audienceWith(row.audience, place.district),
  };
  if (row.position_at !== null && next.audience.length === row.audience.length) {
    await tx.sql`
      update incidents.incidents set
        version = version + 1, updated_at = clock_timestamp(),
        lat = ${next.lat}, lon = ${next.lon}, accuracy = ${next.accuracy}, position_at = ${next.position_at},
        place_name = ${next.place_name}, district = ${next.district}
      where id = ${row.id}`;
    return;
  }
  await saveStep(tx, next, {
    kind: 'position',
    eventType: 'incident.moved',
    detail: { district: next.district },
    // The police are told by the timer, at a bounded rate.
    informPolice: false,
  });
}

function audienceWith(audience: string[], district: string | null): string[] {
  return district === null || audience.includes(district) ? audience : [...audience, district];
}

/** She stops sharing her position, or goes on; what was told last stays until the call ends. */
export async function keepSharing(tx: Tx, row: IncidentRow, on: boolean): Promise<void> {
  await saveStep(
    tx,
    { ...row, sharing: on },
    { kind: 'sharing', eventType: 'incident.sharing', detail: { on }, informPolice: false },
  );
}

/** Keeps a number for calling back, or erases it. */
export async function keepCallback(tx: Tx, row: IncidentRow, number: string | null): Promise<void> {
  await saveStep(
    tx,
    { ...row, callback_number: number },
    {
      kind: 'callback',
      eventType: 'incident.callback',
      detail: { left: number !== null },
      informPolice: number !== null,
    },
  );
}

export type CallerMessage = {
  /** Made on her phone. */
  id: string;
  phrase: string | null;
  text: string | null;
  language: string;
};

/** Keeps what she writes; the same message told again is one. The event names it, its words stay in the call. */
export async function hearCaller(tx: Tx, row: IncidentRow, message: CallerMessage): Promise<void> {
  if (!(await insertCallerMessage(tx, row.id, message))) return;
  await saveStep(tx, row, {
    kind: 'message',
    eventType: 'incident.messaged',
    detail: { from: 'caller', phrase: message.phrase },
    informPolice: false,
  });
}

export type MovedCaller = {
  id: string;
  version: number;
  lat: number;
  lon: number;
  /** Radius in metres. */
  accuracy: number;
  at: Date;
  place: string;
  district: string | null;
  /** Districts whose desks see the call. */
  audience: string[];
};

/** Callers who moved since a time, for the desks that see them; open calls only. */
export async function callersMovedSince(tx: Tx, since: Date): Promise<MovedCaller[]> {
  return tx.sql<MovedCaller>`
    select id, version, lat, lon, accuracy, position_at as at, place_name as place, district, audience
    from incidents.incidents
    where closed_at is null and position_at is not null and updated_at > ${since}`;
}

/** Those of these calls that are open. */
export async function openAmong(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`
    select id from incidents.incidents where id = any(${[...ids]}) and closed_at is null`;
  return rows.map(({ id }) => id);
}

/** How some calls stand: open or not, and the one they were put together with. Run it as the system. */
export async function readEnds(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; open: boolean; mergedInto: string | null }[]> {
  return tx.sql<{ id: string; open: boolean; mergedInto: string | null }>`
    select id, closed_at is null as open, merged_into as "mergedInto"
    from incidents.incidents where id = any(${[...ids]}::uuid[])`;
}
