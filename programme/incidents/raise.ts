// Raising calls for help: one incident per open call, handed to the police in the same transaction by the policy of its door.
import type { Tx } from '#platform/db/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { Door } from './contract.ts';
import type { IncidentRow } from './row.ts';
import { isVerifiedByDoor, mustHandOver } from './rules.ts';
import {
  insertHandOver,
  insertOrJoin,
  lockOpenByKey,
  type NewIncident,
  type Raised,
  saveStep,
  toRecord,
} from './store.ts';
import { type Counting, raiseCounted } from './timers.ts';

export type Call = {
  /** Made by the door where it must be known before; otherwise made here. */
  id?: string;
  door: Door;
  drill: boolean;
  test: boolean;
  /** The place must not be telephoned. */
  silent: boolean;
  urgency: number;
  /** `null` while nobody knows where she is: the city desk has it from the first moment. */
  district: string | null;
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
  /** What only a caller on a phone of her own has. */
  caller?: {
    /** Her position is taken in; `null` when the place is somebody else's. */
    sharing: boolean | null;
    suspectedFlood: boolean;
    /** Raised without the countdown of its door. */
    atOnce: boolean;
  };
  /** How long it may be taken back, where what raised it says so; else as its door's policy has it. */
  countdownSeconds?: number;
};

/** Raises one call; see `raiseCalls`. */
export async function raiseCall(tx: Tx, config: CityConfig, call: Call): Promise<Raised> {
  const [raised] = await raiseCalls(tx, config, [call]);
  return raised!;
}

/**
 * Raises calls, or joins the open ones of the same places; answers in the order of the calls. Incidents, steps, events,
 * hand-overs and outbox rows are written by one statement of the caller's transaction; nobody may be told before it has committed.
 */
export async function raiseCalls(
  tx: Tx,
  config: CityConfig,
  calls: readonly Call[],
): Promise<Raised[]> {
  const raised: Raised[] = [];
  const others: { at: number; incident: NewIncident }[] = [];
  for (const [at, call] of calls.entries()) {
    const promoted = await promoteOpenTest(tx, config, call);
    if (promoted) raised[at] = promoted;
    else others.push({ at, incident: toIncident(config, call) });
  }
  const incidents = others.map(({ incident }) => incident);
  const answers = await insertOrJoin(tx, incidents, config.police.receiptWithinSeconds);
  for (const [index, { at }] of others.entries()) raised[at] = answers[index]!;
  return raised;
}

/**
 * What every new call of a door has in common, as `incidents.raise_calls` reads it; a door's own function adds the rest of each
 * and so raises calls in the same trip that hears them.
 */
export function callTemplate(config: CityConfig, door: Door): Record<string, unknown> {
  const nowhere = {
    id: null,
    name: '',
    address: '',
    hint: null,
    phone: null,
    lat: null,
    lon: null,
  };
  const nothing = { deviceId: null, callbackNumber: null, language: null, press: null };
  const plain = {
    drill: false,
    test: false,
    silent: false,
    twoWayText: false,
    promotesTest: false,
  };
  const call = { ...nothing, ...plain, door, urgency: 3, district: '', samePlace: null };
  return toRecord(toIncident(config, { ...call, place: nowhere }));
}

function toIncident(config: CityConfig, call: Call): NewIncident {
  const policy = config.doors[call.door];
  const verified = isVerifiedByDoor(call.door);
  const countdownSeconds = call.caller?.atOnce
    ? 0
    : Math.max(policy.countdownSeconds, call.countdownSeconds ?? 0);
  const state = countdownSeconds > 0 ? 'counting-down' : 'raised';
  return {
    ...call,
    id: call.id ?? uuidv7(),
    state,
    verified,
    sharing: call.caller?.sharing ?? null,
    suspectedFlood: call.caller?.suspectedFlood ?? false,
    joinKey: call.samePlace ? keyOf(call.samePlace, call) : null,
    dueInSeconds: state === 'raised' ? config.escalation.widerAfterSeconds : countdownSeconds,
    handOver: mustHandOver(policy.handOver, { ...call, verified, state }),
  };
}

/** A drill or a test of a place never joins a real call of the same place. */
function keyOf(samePlace: string, call: { drill: boolean; test: boolean }): string {
  return `${samePlace}${call.drill ? ':drill' : ''}${call.test ? ':test' : ''}`;
}

async function promoteOpenTest(
  tx: Tx,
  config: CityConfig,
  call: Call,
): Promise<Raised | undefined> {
  if (!call.promotesTest || !call.samePlace) return undefined;
  const test = await lockOpenByKey(tx, keyOf(call.samePlace, { drill: call.drill, test: true }));
  return test && promoteTest(tx, config, test, keyOf(call.samePlace, call));
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

/**
 * Raises calls that count down, locked by the caller's transaction: the clock runs from here, and the police are told by the
 * policy of the door. One that does not count down any more is left as it is. Answers how many were raised.
 */
export function endCountdown(
  tx: Tx,
  config: CityConfig,
  calls: readonly Counting[],
): Promise<number> {
  const decided = calls.map(({ id, door, drill, test, verified }) => ({
    id,
    handOver: mustHandOver(config.doors[door].handOver, { drill, test, verified, state: 'raised' }),
  }));
  return raiseCounted(tx, decided, {
    widerAfter: config.escalation.widerAfterSeconds,
    receiptWithin: config.police.receiptWithinSeconds,
  });
}
