// What she, and what her pair, may know of a walk at this moment.
import type { Tx } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { WalkView } from './contract.ts';
import { type Secrets, toMeeting } from './identity.ts';
import { pairOf } from './steps.ts';
import { readReceipt } from './store/closing.ts';
import { selectOffers, selectPlaces } from './store/pairs.ts';
import { type PointRow, readPoint } from './store/points.ts';
import { readDetails, type WalkRow } from './store/walks.ts';

/** A meeting point as everybody sees it. */
export function toPoint(row: PointRow) {
  const { id, district, name, station, exit, hint, lat, lon } = row;
  return { id, district, name, station, exit, hint, lat, lon };
}

/** Minutes by which a pair should be late, as predicted or as the clock already says. */
export function lateMinutes(walk: WalkRow, now: number): number {
  const waiting = ['received', 'paired', 'on-the-way'].includes(walk.state);
  const there = waiting
    ? Math.max(
        walk.predicted_at?.getTime() ?? 0,
        Math.min(now, walk.wanted_at.getTime() + 86_400_000),
      )
    : (walk.met_at ?? walk.walking_at ?? walk.wanted_at).getTime();
  return Math.max(0, Math.round((there - walk.wanted_at.getTime()) / 60_000));
}

/** Her walk as it is now. */
export async function toWalkView(
  tx: Tx,
  config: CityConfig,
  secrets: Secrets,
  walk: WalkRow,
): Promise<WalkView> {
  const details = walk.closed_at ? undefined : await readDetails(tx, walk.id);
  const point = await readPoint(tx, walk.point_id);
  const open = walk.closed_at === null;
  const looking = walk.state === 'received';
  const offer = looking
    ? (await selectOffers(tx, [walk.id])).find(({ answer }) => answer === 'open')
    : undefined;
  return {
    id: walk.id,
    state: walk.state,
    version: walk.version,
    wantedAt: walk.wanted_at.toISOString(),
    point: toPoint(point!),
    firstName: details?.first_name ?? null,
    destination: details
      ? { lat: details.end_lat, lon: details.end_lon, words: details.end_words }
      : null,
    looking: looking
      ? {
          from: new Date(
            walk.wanted_at.getTime() - config.walks.matching.aheadMinutes * 60_000,
          ).toISOString(),
          predictedAt: (offer?.predicted_at ?? walk.predicted_at)?.toISOString() ?? null,
          lostPairAt: walk.lost_pair_at?.toISOString() ?? null,
          newsBy: walk.news_by?.toISOString() ?? null,
        }
      : null,
    pair: open ? await pairView(tx, secrets, walk) : null,
    sheConfirmed: walk.she_confirmed_at !== null,
    pairConfirmed: walk.pair_confirmed_at !== null,
    warned: walk.warned,
    ...toHelp(walk),
    ended: walk.closed_at
      ? { at: walk.closed_at.toISOString(), by: walk.cancelled_by, reason: walk.end_reason }
      : null,
    mayAnswer: walk.state === 'home' && !walk.answered,
    receipt:
      !open && walk.key_hash !== null && (await readReceipt(tx, walk.key_hash)) !== undefined,
  };
}

/** So long a screen says that the desk has ended a call. Milliseconds. */
const endIsNews = 900_000;

/** Whether a call is open, and when it ended while that is news. */
export function toHelp({ incident_id, help_ended_at }: WalkRow): {
  helpCalled: boolean;
  helpEndedAt: string | null;
} {
  const ended = incident_id !== null && help_ended_at !== null;
  const isNews = ended && Date.now() - help_ended_at.getTime() < endIsNews;
  return {
    helpCalled: incident_id !== null && !ended,
    helpEndedAt: isNews ? help_ended_at.toISOString() : null,
  };
}

async function pairView(tx: Tx, secrets: Secrets, walk: WalkRow): Promise<WalkView['pair']> {
  const pair = await pairOf(tx, walk);
  if (!pair) return null;
  const [place] = walk.state === 'paired' ? [] : await selectPlaces(tx, [pair.id]);
  return {
    callSign: pair.callSign,
    people: pair.people.map(({ id, name, staffNumber, languages, hasPhoto }) => ({
      id,
      name,
      staffNumber,
      languages,
      hasPhoto,
    })),
    predictedAt: walk.predicted_at?.toISOString() ?? null,
    lateMinutes: lateMinutes(walk, Date.now()),
    at: place ? { lat: place.lat, lon: place.lon, at: place.at.toISOString() } : null,
    meeting: toMeeting(secrets, walk),
  };
}
