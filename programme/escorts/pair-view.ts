// Everything a scout's phone shows: shift, offer, and her walk for as long as it lasts and no longer.
import type { Tx } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  hasPush,
  monthOf,
  monthSpan,
  type PersonRow,
  readPresence,
  type ShiftRow,
  selectHours,
  selectPeople,
  selectShifts,
  unfitOn,
} from '#programme/network/index.ts';
import { type Secrets, spokenCodes, toMeeting } from './identity.ts';
import type { PairView } from './pair-contract.ts';
import { localTime } from './rules/evenings.ts';
import { knowsDestination } from './rules/walk.ts';
import { canBlock, selectHeld, selectOpenOffers } from './store/pairs.ts';
import { readPoint } from './store/points.ts';
import { readDetails, type WalkRow } from './store/walks.ts';
import { toHelp, toPoint } from './views.ts';

/** So long a phone says how the last walk ended. Milliseconds. */
const endIsNews = 900_000;

/** The shift of a person that is on now, or the next within a day. */
export async function shiftOf(tx: Tx, personId: string): Promise<ShiftRow | undefined> {
  const now = Date.now();
  const shifts = await selectShifts(tx, {
    from: new Date(now - 4 * 3_600_000),
    to: new Date(now + 86_400_000),
    person: personId,
  });
  const open = shifts.filter(({ endedAt }) => endedAt === null);
  return open.find(({ startedAt }) => startedAt !== null) ?? open[0] ?? shifts.at(-1);
}

/** What the phone of a scout shows now. */
export async function toPairView(
  tx: Tx,
  config: CityConfig,
  { secrets, pushKey }: { secrets: Secrets; pushKey: string },
  me: PersonRow,
): Promise<PairView> {
  const shift = await shiftOf(tx, me.id);
  const people = shift ? await selectPeople(tx, { ids: shift.personIds }) : [];
  const held = shift ? await selectHeld(tx, [shift.id]) : [];
  const today = localTime(Date.now(), config.timeZone).day;
  const last = shift ? await lastClosed(tx, shift.id) : undefined;
  const presence = shift && (await readPresence(tx, shift.id, me.id));
  const unsafe = last?.dropped_at && !last.pair_safe_at ? last : undefined;
  return {
    at: new Date().toISOString(),
    me: { id: me.id, name: me.name, staffNumber: me.staffNumber },
    shift: shift
      ? {
          id: shift.id,
          callSign: shift.callSign,
          beginsAt: shift.beginsAt.toISOString(),
          endsAt: shift.endsAt.toISOString(),
          started: shift.startedAt !== null,
          ended: shift.endedAt !== null,
          here: shift.presentIds.includes(me.id),
          workedFrom: presence?.workedFrom?.toISOString() ?? null,
          workedUntil: presence?.workedUntil?.toISOString() ?? null,
          partners: people
            .filter(({ id }) => id !== me.id)
            .map(({ id, name, staffNumber }) => ({
              id,
              name,
              staffNumber,
              here: shift.presentIds.includes(id),
            })),
          unfit: people.some((person) => unfitOn(person, today).length > 0),
        }
      : null,
    hours: await hoursOf(tx, config, me),
    offer: shift ? await offerOf(tx, shift.id) : null,
    walk: held[0] ? await walkOf(tx, config, secrets, held[0]) : null,
    safeCheckIn:
      unsafe?.dropped_at != null
        ? {
            walkId: unsafe.id,
            by: later(unsafe.dropped_at, config.walks.watch.checkInSeconds),
          }
        : null,
    ended:
      last?.closed_at && Date.now() - last.closed_at.getTime() < endIsNews
        ? {
            walkId: last.id,
            state: last.state,
            by: last.cancelled_by as NonNullable<PairView['ended']>['by'],
            at: last.closed_at.toISOString(),
          }
        : null,
    push: { key: pushKey, on: await hasPush(tx, me.id) },
    mayBlock: last && (await canBlock(tx, last.id, me.id)) ? last.id : null,
  };
}

async function hoursOf(tx: Tx, config: CityConfig, me: PersonRow): Promise<PairView['hours']> {
  const month = monthOf(new Date(), config.timeZone);
  const { from, to } = monthSpan(month, config.timeZone);
  const [row] = await selectHours(tx, from, to, me.id);
  return { month, shifts: row?.shifts ?? 0, hours: Math.round((row?.seconds ?? 0) / 36) / 100 };
}

async function offerOf(tx: Tx, shiftId: string): Promise<PairView['offer']> {
  const [offer] = await selectOpenOffers(tx, [shiftId]);
  if (!offer) return null;
  const [walk] = await tx.sql<WalkRow>`select * from escorts.walks where id = ${offer.walk_id}`;
  const point = walk && (await readPoint(tx, walk.point_id));
  const details = walk && (await readDetails(tx, walk.id));
  if (!walk || !point || !details) return null;
  return {
    id: offer.id,
    answerBy: offer.answer_by.toISOString(),
    point: toPoint(point),
    wantedAt: walk.wanted_at.toISOString(),
    predictedAt: offer.predicted_at.toISOString(),
    // To five minutes: how far she lives from the station is hers until they have met.
    walkMinutes: Math.max(5, Math.round(details.walk_seconds / 300) * 5),
    language: walk.language,
  };
}

async function walkOf(
  tx: Tx,
  config: CityConfig,
  secrets: Secrets,
  walk: WalkRow,
): Promise<PairView['walk']> {
  const point = await readPoint(tx, walk.point_id);
  const details = await readDetails(tx, walk.id);
  if (!point || !details) return null;
  const spoken = await spokenCodes(secrets, walk);
  const shares = details.her_lat !== null && details.her_lon !== null && details.her_position_at;
  return {
    id: walk.id,
    state: walk.state,
    version: walk.version,
    firstName: details.first_name,
    note: details.note,
    language: walk.language,
    point: toPoint(point),
    wantedAt: walk.wanted_at.toISOString(),
    spoken: spoken !== null,
    spokenCode: walk.state === 'here' ? (spoken?.theySay ?? null) : null,
    sheConfirmed: walk.she_confirmed_at !== null,
    pairConfirmed: walk.pair_confirmed_at !== null,
    meeting: toMeeting(secrets, walk),
    her:
      shares && (walk.state === 'here' || walk.state === 'walking')
        ? { lat: details.her_lat!, lon: details.her_lon!, at: shares.toISOString() }
        : null,
    destination: knowsDestination(walk.state)
      ? { lat: details.end_lat, lon: details.end_lon, words: details.end_words }
      : null,
    checkInBy:
      walk.state === 'walking' && walk.checked_in_at
        ? later(walk.checked_in_at, config.walks.watch.checkInSeconds)
        : null,
    ...(await ownHelp(tx, walk)),
  };
}

/** Her own call, or her doubt that they are who they say, is not theirs to know; a silent one no screen may show. */
async function ownHelp(tx: Tx, walk: WalkRow): Promise<ReturnType<typeof toHelp>> {
  const rows = await tx.sql`
    select 1 from escorts.steps where walk_id = ${walk.id} and kind = 'help-help' and by_whom = 'pair'
      and reason is distinct from 'silent' limit 1`;
  return rows.length > 0 ? toHelp(walk) : { helpCalled: false, helpEndedAt: null };
}

async function lastClosed(tx: Tx, shiftId: string): Promise<WalkRow | undefined> {
  const [row] = await tx.sql<WalkRow>`
    select * from escorts.walks
    where shift_id = ${shiftId} and closed_at > clock_timestamp() - interval '1 day'
    order by closed_at desc limit 1`;
  return row;
}

function later(at: Date, seconds: number): string {
  return new Date(at.getTime() + seconds * 1000).toISOString();
}
