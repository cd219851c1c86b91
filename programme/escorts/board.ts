// The desk's board: what it shows of tonight and of one walk, and what its people do with it.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { type ShiftRow, selectPeople, selectShifts } from '#programme/network/index.ts';
import type { BoardDetail } from './board-contract.ts';
import { eveningsAhead, presentEvening } from './calendar.ts';
import { type Secrets, spokenCodes } from './identity.ts';
import { pairsOnDuty, toRequest, validUntil } from './round.ts';
import { negotiable, type Obstacle } from './rules/batch.ts';
import { obstacleTo, planFor } from './rules/matching.ts';
import { walkingSeconds } from './rules/travel.ts';
import { pairOf } from './steps.ts';
import { type AlertRow, selectAlerts } from './store/alerts.ts';
import { selectTonight } from './store/board.ts';
import {
  countWalks,
  type OfferRow,
  selectHeld,
  selectOffers,
  selectPlaces,
} from './store/pairs.ts';
import { type PointRow, readPoint, selectPoints } from './store/points.ts';
import { readDetails, readWalk, selectSteps, type WalkRow } from './store/walks.ts';
import { lateMinutes } from './views.ts';

/** Tonight as of now, of the actor's districts. */
export async function readBoard(tx: Tx, config: CityConfig) {
  const now = Date.now();
  const { evenings } = await eveningsAhead(config, now);
  const evening = presentEvening(evenings, now);
  // From noon on, what is over belongs to the evening before.
  const since = new Date(
    Math.min(now - 6 * 3_600_000, evening.open ? evening.opensAt - 3_600_000 : now),
  );
  const until = new Date(evening.open ? evening.closesAt : now + 12 * 3_600_000);
  const walks = await selectTonight(tx, since, until);
  const shifts = (await selectShifts(tx, { from: since, to: until })).filter((s) => !s.endedAt);
  const callSigns = new Map(shifts.map(({ id, callSign }) => [id, callSign]));
  const ids = walks.map(({ id }) => id);
  const facts: RowFacts = {
    points: new Map((await selectPoints(tx)).map((point) => [point.id, point])),
    alerts: Map.groupBy(await selectAlerts(tx, ids), ({ walk_id }) => walk_id),
    offers: Map.groupBy(await selectOffers(tx, ids), ({ walk_id }) => walk_id),
    callSignOf: (id) => callSigns.get(id) ?? null,
    now,
  };
  return {
    evening: {
      day: evening.day,
      opensAt: evening.open ? new Date(evening.opensAt).toISOString() : null,
      closesAt: evening.open ? new Date(evening.closesAt).toISOString() : null,
    },
    walks: walks.map((walk) => toBoardWalk(walk, facts)),
    pairs: await boardPairs(tx, config, shifts, now),
  };
}

type RowFacts = {
  points: ReadonlyMap<string, PointRow>;
  alerts: ReadonlyMap<string, AlertRow[]>;
  offers: ReadonlyMap<string, OfferRow[]>;
  callSignOf(shiftId: string): string | null;
  now: number;
};

function toBoardWalk(walk: WalkRow, facts: RowFacts) {
  const asked = facts.offers.get(walk.id)?.find(({ answer }) => answer === 'open');
  return {
    id: walk.id,
    state: walk.state,
    version: walk.version,
    district: walk.district,
    point: { id: walk.point_id, name: facts.points.get(walk.point_id)?.name ?? {} },
    wantedAt: walk.wanted_at.toISOString(),
    bookedAt: walk.booked_at.toISOString(),
    bookedBy: walk.booked_by,
    language: walk.language,
    predictedAt: walk.predicted_at?.toISOString() ?? null,
    lateMinutes: walk.closed_at && !walk.met_at ? 0 : lateMinutes(walk, facts.now),
    shiftId: walk.shift_id,
    callSign: walk.shift_id ? facts.callSignOf(walk.shift_id) : null,
    asked: asked ? facts.callSignOf(asked.shift_id) : null,
    pinned: walk.pinned_shift !== null,
    tellBy: walk.tell_by?.toISOString() ?? null,
    incidentId: walk.incident_id,
    helpOpen: walk.incident_id !== null && walk.help_ended_at === null,
    alerts: (facts.alerts.get(walk.id) ?? []).map(({ id, kind, raised_at, seen_at }) => ({
      id,
      kind,
      raisedAt: raised_at.toISOString(),
      seenAt: seen_at?.toISOString() ?? null,
    })),
  };
}

async function boardPairs(tx: Tx, config: CityConfig, shifts: readonly ShiftRow[], now: number) {
  const ids = shifts.map(({ id }) => id);
  const people = new Map(
    (await selectPeople(tx, { ids: shifts.flatMap((s) => s.personIds) })).map((p) => [p.id, p]),
  );
  const places = new Map((await selectPlaces(tx, ids)).map((row) => [row.shift_id, row]));
  const counts = new Map((await countWalks(tx, ids)).map((row) => [row.shift_id, row.walks]));
  const held = new Map((await selectHeld(tx, ids)).toReversed().map((w) => [w.shift_id, w.id]));
  return shifts.map((shift) => {
    const two = shift.personIds.flatMap((id) => people.get(id) ?? []);
    const place = places.get(shift.id);
    return {
      shiftId: shift.id,
      callSign: shift.callSign,
      district: shift.district,
      beginsAt: shift.beginsAt.toISOString(),
      endsAt: shift.endsAt.toISOString(),
      started: shift.startedAt !== null,
      fit: validUntil(two, config.timeZone, shift.beginsAt.getTime()) > now,
      people: two.map(({ name }) => name),
      walkId: held.get(shift.id) ?? null,
      walksTonight: counts.get(shift.id) ?? 0,
      at: place ? { lat: place.lat, lon: place.lon, at: place.at.toISOString() } : null,
    };
  });
}

/** One walk whole. What is hers is shown to those who work at the board, and looking leaves a mark. Refuses with `no-walk`. */
export async function readBoardWalk(
  tx: Tx,
  config: CityConfig,
  secrets: Secrets,
  id: string,
): Promise<BoardDetail> {
  const walk = await readWalk(tx, id);
  if (!walk)
    throw new Refused('no-walk', 404, 'There is no such walk, or it belongs to another centre.');
  const now = Date.now();
  const details = await readDetails(tx, id);
  const offers = await selectOffers(tx, [id]);
  const shifts = await selectShifts(tx, {
    from: new Date(walk.wanted_at.getTime() - 86_400_000),
    to: new Date(walk.wanted_at.getTime() + 86_400_000),
  });
  const callSigns = new Map(shifts.map((shift) => [shift.id, shift.callSign]));
  const pair = await pairOf(tx, walk);
  const point = (await readPoint(tx, walk.point_id))!;
  const spoken = walk.closed_at === null ? await spokenCodes(secrets, walk) : null;
  if (details) await mark(tx, 'walk.read', id, { state: walk.state });
  const open = walk.closed_at === null;
  return {
    ...toBoardWalk(walk, {
      points: new Map([[point.id, point]]),
      alerts: new Map([[id, await selectAlerts(tx, [id])]]),
      offers: new Map([[id, offers]]),
      callSignOf: (shiftId) => callSigns.get(shiftId) ?? null,
      now,
    }),
    firstName: open ? (details?.first_name ?? null) : null,
    phone: details?.phone_number ?? null,
    note: details?.note ?? null,
    spoken: spoken
      ? {
          ...spoken,
          people: (pair?.people ?? []).map(({ name, staffNumber }) => ({ name, staffNumber })),
        }
      : null,
    why: toWhy(walk),
    offers: offers.map((offer) => ({
      id: offer.id,
      callSign: callSigns.get(offer.shift_id) ?? '',
      madeAt: offer.made_at.toISOString(),
      answer: offer.answer,
      answeredAt: offer.answered_at?.toISOString() ?? null,
      reason: offer.reason,
    })),
    steps: (await selectSteps(tx, id)).map((step) => ({ ...step, at: step.at.toISOString() })),
    candidates: open && details ? await candidates(tx, config, walk, now) : [],
    ended: walk.closed_at
      ? { at: walk.closed_at.toISOString(), by: walk.cancelled_by, reason: walk.end_reason }
      : null,
  };
}

function toWhy({ why }: WalkRow): BoardDetail['why'] {
  if (why === null) return null;
  const { reasons, possible, kept, travelSeconds, waitSeconds, soonerElsewhere } = why;
  return { reasons, possible, kept, travelSeconds, waitSeconds, soonerElsewhere };
}

/** Pairs on duty against one walk, soonest first, and what keeps each. */
async function candidates(tx: Tx, config: CityConfig, walk: WalkRow, now: number) {
  const details = await readDetails(tx, walk.id);
  const point = await readPoint(tx, walk.point_id);
  if (!details || !point) return [];
  const offers = await selectOffers(tx, [walk.id]);
  const request = toRequest({ walk: { ...walk, pinned_shift: null }, details, point }, offers);
  const { pairs } = await pairsOnDuty(tx, config, now);
  const names = new Map(
    (await selectShifts(tx, { from: new Date(now), to: new Date(now + 1) })).map((s) => [
      s.id,
      s.callSign,
    ]),
  );
  const { matching: weights, pace } = config.walks;
  return pairs
    .map((pair) => {
      const seconds = walkingSeconds(pair.at, request.meeting, pace);
      const plan = planFor(request, pair, now / 1000, seconds);
      const obstacle = obstacleTo(request, pair, plan, { now: now / 1000, weights, pace });
      return {
        shiftId: pair.id,
        callSign: names.get(pair.id) ?? '',
        obstacle,
        arriveAt: new Date(plan.arriveAt * 1000).toISOString(),
        mayPin: obstacle === null || (negotiable as readonly Obstacle[]).includes(obstacle),
      };
    })
    .sort((a, b) => a.arriveAt.localeCompare(b.arriveAt))
    .slice(0, 30);
}

/** Whether an operator may pin a pair: refuses with `cannot-pin` and what stands against it. */
export async function pinOrRefuse(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  shiftId: string,
  despite: readonly Obstacle[],
): Promise<void> {
  const found = (await candidates(tx, config, walk, Date.now())).find(
    (one) => one.shiftId === shiftId,
  );
  if (!found)
    throw new Refused(
      'cannot-pin',
      409,
      'This pair is not on duty, or it is being asked just now.',
      {
        obstacle: null,
      },
    );
  if (found.obstacle !== null && !(found.mayPin && despite.includes(found.obstacle)))
    throw new Refused('cannot-pin', 409, 'This pair cannot walk with her.', {
      obstacle: found.obstacle,
    });
}
