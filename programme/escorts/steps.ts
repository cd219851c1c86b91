// Taking a step of a walk: the rules decide, the row changes, the pair is freed or the walk is closed and what is hers erased.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { selectPeople, selectShifts } from '#programme/network/index.ts';
import { type Receipt, sealReceipt } from './receipt.ts';
import { type By, decideWalkStep, type WalkRefusal, type WalkStep } from './rules/walk.ts';
import { eraseHers, keepReceipt, selectTrack } from './store/closing.ts';
import { withdrawOffers } from './store/pairs.ts';
import { readPoint } from './store/points.ts';
import { readDetails, saveWalk, type WalkRow } from './store/walks.ts';

const sentences: Record<WalkRefusal, string> = {
  'walk-over': 'This walk is over.',
  'not-yours': 'This step is not yours to take.',
  'wrong-walk-state': 'The walk has gone on meanwhile. Look again.',
  'not-confirmed': 'First confirm who they are.',
};

export type StepBy = {
  by: By;
  /** Whose name the step is written under: her, pair, service, or the id of a member of staff. */
  actor: string;
  reason?: string | null;
  /** What else the step changes in the row. */
  also?: Partial<WalkRow>;
};

/**
 * Takes a step of a locked walk and answers the row after it. Refuses with a code of the rules. A pair that is lost leaves no
 * trace of its meeting code; a walk that closes leaves nothing of hers.
 */
export async function takeStep(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  step: WalkStep,
  { by, actor, reason = null, also = {} }: StepBy,
): Promise<WalkRow> {
  const decision = decideWalkStep(
    {
      state: walk.state,
      sheConfirmed: walk.she_confirmed_at !== null,
      pairConfirmed: walk.pair_confirmed_at !== null,
    },
    step,
    by,
  );
  if (!decision.ok)
    throw new Refused(decision.code, 409, sentences[decision.code], { state: walk.state });
  const now = new Date();
  let next: WalkRow = { ...walk, ...also, state: decision.state };
  if (decision.releasesPair && !decision.closes) {
    next = { ...next, ...withoutPair };
    await withdrawOffers(tx, walk.id);
    if (walk.shift_id !== null && by !== 'her')
      next = {
        ...next,
        lost_pair_at: now,
        tell_by: tellBy(config, now),
        news_by: new Date(now.getTime() + config.walks.newsWithinSeconds * 1000),
      };
  }
  if (decision.closes) {
    next = { ...next, closed_at: now, end_reason: reason, news_by: null };
    if (walk.state === 'walking' || walk.state === 'dropped-off') next.dropped_at ??= now;
    if (by === 'service' && step === 'cancel' && next.cancelled_by === 'service')
      next.tell_by = tellBy(config, now);
    else next.tell_by = null;
    await withdrawOffers(tx, walk.id);
    await erase(tx, next);
  }
  return saveWalk(tx, next, { kind: step, by: actor, reason, shiftId: walk.shift_id });
}

/** What a walk is without a pair: nothing that the last one said or was told counts any more. */
export const withoutPair = {
  shift_id: null,
  predicted_at: null,
  why: null,
  she_confirmed_at: null,
  pair_confirmed_at: null,
  her_code_step: null,
  their_code_step: null,
  wrong_codes: 0,
  met_at: null,
} satisfies Partial<WalkRow>;

/** Until when she must have heard the news. */
export function tellBy(config: CityConfig, now: Date): Date {
  return new Date(now.getTime() + config.walks.tellWithinSeconds * 1000);
}

async function erase(tx: Tx, walk: WalkRow): Promise<void> {
  const details = await readDetails(tx, walk.id);
  if (!details) return;
  if (details.receipt_key && walk.key_hash && walk.walking_at) {
    const receipt = await receiptOf(tx, walk);
    // A key that is none was sent by a broken phone: she gets no receipt, and the track goes all the same.
    const sealed = receipt && (await sealReceipt(details.receipt_key, receipt).catch(() => null));
    if (sealed) await keepReceipt(tx, walk.key_hash, sealed);
  }
  await eraseHers(tx, walk.id, {
    number: walk.tell_by !== null && details.phone_number !== null,
    marks: walk.shift_id === null ? [] : details.caller_marks,
  });
}

async function receiptOf(tx: Tx, walk: WalkRow): Promise<Receipt | null> {
  const track = await selectTrack(tx, walk.id);
  const point = await readPoint(tx, walk.point_id);
  const pair = await pairOf(tx, walk);
  if (!walk.walking_at) return null;
  const began = walk.walking_at.getTime();
  return {
    walk: walk.id,
    meetingPoint: point?.name ?? {},
    pair: {
      callSign: pair?.callSign ?? '',
      staffNumbers: pair?.people.map(({ staffNumber }) => staffNumber) ?? [],
    },
    metAt: walk.met_at?.toISOString() ?? null,
    walkedFrom: walk.walking_at.toISOString(),
    walkedUntil: new Date().toISOString(),
    track: track.map(({ at, lat, lon }) => [Math.round((at.getTime() - began) / 1000), lat, lon]),
  };
}

/** The pair of a walk with its people, or `undefined`. */
export async function pairOf(tx: Tx, walk: Pick<WalkRow, 'shift_id' | 'wanted_at'>) {
  if (walk.shift_id === null) return undefined;
  const [shift] = await selectShifts(tx, { ...always, id: walk.shift_id });
  if (!shift) return undefined;
  return { ...shift, people: await selectPeople(tx, { ids: shift.personIds }) };
}

/** A stretch of time that holds every shift. */
export const always = { from: new Date(0), to: new Date(8_000_000_000_000) };
