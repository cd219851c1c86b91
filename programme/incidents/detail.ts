// One incident whole, as the desk answers its questions in order: where, how to reach, do the police know, who is near, what happened.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { type CityConfig, nearestOffice } from '#programme/city/index.ts';
import { isStale, nearestUnits, unitsWithoutPlace } from '#programme/duty/index.ts';
import type { IncidentDetail, IncidentStep } from './contract.ts';
import {
  selectAssignments,
  selectHandOvers,
  selectLinked,
  selectMessages,
  selectSteps,
} from './parts.ts';
import { type QueueRow, toIncident, toText } from './row.ts';
import { isOpen, minutesFor } from './rules.ts';
import { selectRows } from './store.ts';

/** What a door knows about its place; doors hand it in at start, so that no arrow runs upwards. */
export type PlaceFacts = Pick<IncidentDetail, 'policeOffice' | 'onDuty' | 'pastYear'>;
export type FindPlaceFacts = (tx: Tx, placeId: string) => Promise<PlaceFacts>;

const unknownPlace: PlaceFacts = { policeOffice: null, onDuty: null, pastYear: null };

/** Reads one incident and marks the look in the audit log. Refuses with `not-found`. */
export async function readIncident(
  tx: Tx,
  config: CityConfig,
  findFacts: FindPlaceFacts,
  id: string,
): Promise<IncidentDetail> {
  const [row] = await selectRows(tx, [id]);
  if (!row)
    throw new Refused(
      'not-found',
      404,
      'There is no such incident, or it belongs to another centre.',
    );
  const [steps, units, handOvers, messages, linked, nearby, withoutPlace, facts] =
    await Promise.all([
      selectSteps(tx, id),
      selectAssignments(tx, id),
      selectHandOvers(tx, id),
      selectMessages(tx, id),
      selectLinked(tx, id),
      findNearby(tx, config, row),
      isOpen(row.state) && row.district ? unitsWithoutPlace(tx, row.district, 5) : [],
      row.place_id ? findFacts(tx, row.place_id) : factsOfPoint(tx, row),
    ]);
  await mark(tx, 'incident.read', id);
  return {
    ...toIncident(row),
    ...facts,
    twoWayText: row.two_way_text,
    callbackNumber: row.callback_number,
    accuracy: row.accuracy,
    positionAt: toText(row.position_at),
    sharing: row.sharing,
    handOvers: handOvers.map((one) => ({
      id: one.id,
      endpoint: one.endpoint,
      state: one.state,
      sentAt: toText(one.sent_at),
      confirmedAt: toText(one.confirmed_at),
      receipt: one.receipt,
      phone: facts.policeOffice?.phone ?? config.police.phone,
    })),
    units: units
      .filter((unit) => unit.state !== 'done')
      .map((unit) => ({
        id: unit.unit_id,
        callSign: unit.call_sign,
        kind: unit.kind,
        state: unit.state as 'sent',
        at: unit.sent_at.toISOString(),
        dueAt: unit.state === 'offered' ? toText(unit.due_at) : null,
        reason: unit.reason,
      })),
    nearby,
    withoutPlace,
    steps: steps.map((step) => ({
      id: step.id,
      at: step.at.toISOString(),
      kind: step.kind as IncidentStep['kind'],
      actor: step.actor_name,
      text: step.text,
      detail: step.detail,
    })),
    messages: messages.map(({ sender, at, ...message }) => ({
      ...message,
      from: sender,
      at: at.toISOString(),
    })),
    linked,
  };
}

/** Of a place that is in no register the nearest police office is known, where the place is. */
async function factsOfPoint(tx: Tx, { lat, lon }: QueueRow): Promise<PlaceFacts> {
  if (lat === null || lon === null) return unknownPlace;
  const office = await nearestOffice(tx, { lat, lon });
  return {
    ...unknownPlace,
    policeOffice: office ? { name: office.name, phone: office.phone } : null,
  };
}

async function findNearby(
  tx: Tx,
  config: CityConfig,
  row: QueueRow,
): Promise<IncidentDetail['nearby']> {
  if (row.lat === null || row.lon === null || !isOpen(row.state)) return [];
  const units = await nearestUnits(tx, { lat: row.lat, lon: row.lon }, 8);
  return units
    .map((unit) => ({
      ...unit,
      minutes: minutesFor(unit.kind, unit.metres),
      stale: isStale(unit.ageSeconds, config.duty.staleAfterSeconds),
    }))
    .sort(
      (a, b) =>
        Number(a.busy) - Number(b.busy) ||
        Number(a.stale) - Number(b.stale) ||
        a.minutes - b.minutes ||
        a.metres - b.metres,
    );
}
