// Raising a call for help: one incident per open call, handed to the police in the same transaction by the policy of its door.
import type { Tx } from '#platform/db/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { Door } from './contract.ts';
import type { IncidentRow } from './row.ts';
import { isVerifiedByDoor, mustHandOver } from './rules.ts';
import {
  insertHandOver,
  insertOrJoin,
  lockIncident,
  lockOpenByKey,
  type Raised,
  saveStep,
} from './store.ts';

export type Call = {
  door: Door;
  drill: boolean;
  test: boolean;
  /** The place must not be telephoned. */
  silent: boolean;
  urgency: number;
  district: string;
  /** What makes a second call the same call, such as the store it came from; `null` for calls that never join. */
  samePlace: string | null;
  place: {
    id: string | null;
    name: string;
    address: string;
    hint: string | null;
    phone: string | null;
    lat: number | null;
    lon: number | null;
  };
  deviceId: string | null;
  callbackNumber: string | null;
  language: string | null;
  twoWayText: boolean;
  press: string | null;
  /** A test of this place that is open turns out to be real. */
  promotesTest: boolean;
};

/**
 * Raises a call or joins the open one of the same place. Incident, step, event, hand-over and outbox row are
 * written by one statement of the caller's transaction; nobody may be told before it has committed.
 */
export async function raiseCall(tx: Tx, config: CityConfig, call: Call): Promise<Raised> {
  const policy = config.doors[call.door];
  if (call.promotesTest && call.samePlace) {
    const test = await lockOpenByKey(tx, keyOf(call.samePlace, { drill: call.drill, test: true }));
    if (test) return promoteTest(tx, config, test, keyOf(call.samePlace, call));
  }
  const verified = isVerifiedByDoor(call.door);
  const state = policy.countdownSeconds > 0 ? 'counting-down' : 'raised';
  return insertOrJoin(tx, {
    ...call,
    id: uuidv7(),
    state,
    verified,
    joinKey: call.samePlace ? keyOf(call.samePlace, call) : null,
    dueInSeconds:
      state === 'raised' ? config.escalation.widerAfterSeconds : policy.countdownSeconds,
    handOver: mustHandOver(policy.handOver, { ...call, verified, state }),
    receiptWithinSeconds: config.police.receiptWithinSeconds,
    actorId: tx.actor.id,
    actorName: tx.actor.name,
  });
}

/** A drill or a test of a place never joins a real call of the same place. */
function keyOf(samePlace: string, call: { drill: boolean; test: boolean }): string {
  return `${samePlace}${call.drill ? ':drill' : ''}${call.test ? ':test' : ''}`;
}

async function promoteTest(
  tx: Tx,
  config: CityConfig,
  row: IncidentRow,
  joinKey: string,
): Promise<Raised> {
  const other = await lockOpenByKey(tx, joinKey);
  const handOver = mustHandOver(config.doors[row.door].handOver, {
    ...row,
    test: false,
    verified: true,
  });
  await saveStep(
    tx,
    {
      ...row,
      test: false,
      verified: true,
      presses: row.presses + 1,
      urgency: 5,
      join_key: other ? null : joinKey,
      hand_over: handOver ? 'pending' : row.hand_over,
    },
    {
      kind: 'promoted',
      eventType: 'incident.promoted',
      detail: { by: 'press' },
      informPolice: handOver,
    },
  );
  if (handOver) await insertHandOver(tx, row.id, config.police.receiptWithinSeconds);
  return { id: row.id, version: row.version + 1, state: row.state, joined: true };
}

/** Raises a call whose countdown has run out, whatever became of the phone that counted. */
export async function raiseRunOut(tx: Tx, config: CityConfig, id: string): Promise<void> {
  const row = await lockIncident(tx, id);
  if (row?.state !== 'counting-down') return;
  const handOver = mustHandOver(config.doors[row.door].handOver, { ...row, state: 'raised' });
  const due = new Date(Date.now() + config.escalation.widerAfterSeconds * 1000);
  await saveStep(
    tx,
    { ...row, state: 'raised', due_at: due, hand_over: handOver ? 'pending' : 'none' },
    { kind: 'raised', eventType: 'incident.raised', informPolice: handOver },
  );
  if (handOver) await insertHandOver(tx, id, config.police.receiptWithinSeconds);
}
