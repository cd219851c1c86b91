// What the desk must be told of a walk that is under way, and of one that should be.
import type { alertKinds } from '../names.ts';
import { metresApart, type Place } from './travel.ts';
import type { WalkState } from './walk.ts';

export type AlertKind = (typeof alertKinds)[number];

/** Times in milliseconds since the epoch. */
export type WatchFacts = {
  state: WalkState;
  wantedAt: number;
  predictedAt: number | null;
  tellBy: number | null;
  walkingAt: number | null;
  walkSeconds: number | null;
  lastCheckInAt: number | null;
  droppedAt: number | null;
  closedAt: number | null;
  pairSafeAt: number | null;
  /** The desk closed a call of this walk: what took long until then is explained. */
  helpEndedAt: number | null;
  pair: { at: Place; seenAt: number; stillSince: number; shiftEndsAt: number } | null;
  from: Place;
  to: Place | null;
};

export type WatchPolicy = {
  stillSeconds: number;
  offWayMetres: number;
  silentSeconds: number;
  checkInSeconds: number;
  overdueSeconds: number;
  shiftEndingSeconds: number;
  graceSeconds: number;
};

/** Everything that is wrong at this moment; empty is as it should be. */
export function watchWalk(walk: WatchFacts, now: number, policy: WatchPolicy): AlertKind[] {
  const since = (at: number | null) =>
    at === null ? 0 : (now - Math.max(at, walk.helpEndedAt ?? at)) / 1000;
  const found: AlertKind[] = [];
  if (walk.tellBy !== null && now > walk.tellBy) found.push('untold');
  if (walk.closedAt !== null) {
    // The two who brought her home walk back alone.
    if (
      walk.droppedAt !== null &&
      walk.pairSafeAt === null &&
      since(walk.droppedAt) > policy.checkInSeconds
    )
      found.push('pair-not-safe');
    return found;
  }
  if (walk.state === 'received' && now > walk.wantedAt - 600_000) found.push('no-pair');
  const waiting = ['paired', 'on-the-way'].includes(walk.state);
  const expected = Math.max(walk.predictedAt ?? walk.wantedAt, now);
  if (waiting && expected > walk.wantedAt + policy.graceSeconds * 1000) found.push('late');
  if (walk.state === 'dropped-off' && since(walk.droppedAt) > policy.overdueSeconds)
    found.push('not-confirmed-home');
  if (walk.pair === null) return found;
  const underWay = walk.state === 'on-the-way' || walk.state === 'walking';
  if (underWay && since(walk.pair.seenAt) > policy.silentSeconds) found.push('link-lost');
  if (walk.state !== 'walking') return found;
  const left = walk.walkSeconds ?? 0;
  if (since(walk.pair.stillSince) > policy.stillSeconds) found.push('still');
  if (walk.to && metresFromWay(walk.pair.at, walk.from, walk.to) > policy.offWayMetres)
    found.push('off-way');
  if (since(walk.lastCheckInAt ?? walk.walkingAt) > policy.checkInSeconds)
    found.push('check-in-missed');
  if (since(walk.walkingAt) > left + policy.overdueSeconds) found.push('overdue');
  if (now > walk.pair.shiftEndsAt - policy.shiftEndingSeconds * 1000) found.push('shift-ending');
  return found;
}

/** Metres from a place to the straight way between two others. */
export function metresFromWay(at: Place, from: Place, to: Place): number {
  const squeeze = Math.cos((from.lat * Math.PI) / 180);
  const x = (to.lon - from.lon) * squeeze;
  const y = to.lat - from.lat;
  const length = x * x + y * y;
  const along =
    length === 0 ? 0 : ((at.lon - from.lon) * squeeze * x + (at.lat - from.lat) * y) / length;
  const share = Math.max(0, Math.min(1, along));
  return metresApart(at, {
    lat: from.lat + share * y,
    lon: from.lon + share * (to.lon - from.lon),
  });
}
