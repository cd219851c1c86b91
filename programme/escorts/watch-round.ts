// Looks at every walk that is due or under way and tells the desk what is wrong, and when it is right again.
import { type Database, system } from '#platform/db/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { selectShifts } from '#programme/network/index.ts';
import { type AlertKind, watchWalk } from './rules/watch.ts';
import { always, takeStep } from './steps.ts';
import { endAlert, raiseAlert, selectAlerts, selectWatched } from './store/alerts.ts';
import { selectPlaces } from './store/pairs.ts';
import { selectPoints } from './store/points.ts';
import { type DetailsRow, lockWalk, tellWalk, type WalkRow } from './store/walks.ts';

/** Raised by an event and ended by people, not by looking again. */
const stays: readonly AlertKind[] = ['impostor'];

/** Plays one round; answers how many alerts began or ended. */
export async function watchRound(ports: { db: Database; config(): CityConfig }): Promise<number> {
  const { watch, matching } = ports.config().walks;
  const policy = { ...watch, graceSeconds: matching.graceSeconds };
  return ports.db.transaction(system, async (tx) => {
    const [lock] = await tx.sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('walk watch')) as got`;
    if (!lock?.got) return 0;
    const walks = await selectWatched(tx);
    if (walks.length === 0) return 0;
    const ids = walks.map(({ id }) => id);
    const shiftIds = walks.flatMap(({ shift_id }) => shift_id ?? []);
    const places = new Map((await selectPlaces(tx, shiftIds)).map((row) => [row.shift_id, row]));
    const points = new Map(
      (await selectPoints(tx, { ids: walks.map(({ point_id }) => point_id) })).map((p) => [
        p.id,
        p,
      ]),
    );
    const details = new Map(
      (
        await tx.sql<DetailsRow & { walk_id: string }>`
          select * from escorts.walk_details where walk_id = any (${ids}::uuid[])`
      ).map((row) => [row.walk_id, row]),
    );
    const ends = new Map(
      (await selectShifts(tx, { from: new Date(Date.now() - 86_400_000), to: always.to })).map(
        (shift) => [shift.id, shift.endsAt.getTime()],
      ),
    );
    const open = Map.groupBy(await selectAlerts(tx, ids), ({ walk_id }) => walk_id);
    let changed = 0;
    for (const walk of walks) {
      const place = walk.shift_id ? places.get(walk.shift_id) : undefined;
      const hers = details.get(walk.id);
      const found = watchWalk(
        {
          state: walk.state,
          wantedAt: walk.wanted_at.getTime(),
          predictedAt: walk.predicted_at?.getTime() ?? null,
          tellBy: walk.tell_by?.getTime() ?? null,
          walkingAt: walk.walking_at?.getTime() ?? null,
          walkSeconds: hers?.walk_seconds ?? null,
          lastCheckInAt: walk.checked_in_at?.getTime() ?? null,
          droppedAt: walk.dropped_at?.getTime() ?? null,
          closedAt: walk.closed_at?.getTime() ?? null,
          pairSafeAt: walk.pair_safe_at?.getTime() ?? null,
          helpEndedAt: walk.help_ended_at?.getTime() ?? null,
          from: points.get(walk.point_id)!,
          to: hers ? { lat: hers.end_lat, lon: hers.end_lon } : null,
          pair: place
            ? {
                at: place,
                seenAt: place.at.getTime(),
                stillSince: place.still_since.getTime(),
                shiftEndsAt: ends.get(walk.shift_id!) ?? Number.POSITIVE_INFINITY,
              }
            : null,
        },
        Date.now(),
        policy,
      );
      changed += await settle(walk, found);
    }
    return changed;

    async function settle(walk: WalkRow, found: readonly AlertKind[]): Promise<number> {
      const known = open.get(walk.id) ?? [];
      let count = 0;
      for (const kind of found)
        if (!known.some((alert) => alert.kind === kind))
          count += Number(await raiseAlert(tx, { id: uuidv7(), walkId: walk.id, kind }));
      for (const alert of known) {
        if (found.includes(alert.kind) || stays.includes(alert.kind)) continue;
        await endAlert(tx, alert.id);
        count += 1;
      }
      if (count > 0) await tellWalk(tx, walk);
      return count;
    }
  });
}

/** Longest that anything of hers is kept when everybody forgot the walk, after the moment she asked for. Hours. */
const forgottenAfter = 4;

/** Ends walks that nobody ended and everybody forgot. An open call keeps its walk for a day, one that was closed for an hour. */
export async function closeForgotten(ports: {
  db: Database;
  config(): CityConfig;
}): Promise<number> {
  return ports.db.transaction(system, async (tx) => {
    const rows = await tx.sql<WalkRow>`
      select * from escorts.walks
      where closed_at is null and wanted_at < clock_timestamp() - make_interval(hours => ${forgottenAfter})
        and (incident_id is null or help_ended_at < clock_timestamp() - interval '1 hour'
          or wanted_at < clock_timestamp() - interval '1 day')
      order by wanted_at limit 100 for update skip locked`;
    for (const walk of rows) {
      const begun = walk.state === 'walking' || walk.state === 'dropped-off';
      await takeStep(tx, ports.config(), walk, begun ? 'home' : 'cancel', {
        by: 'service',
        actor: 'service',
        reason: begun ? 'not-confirmed' : walk.shift_id ? 'did-not-come' : 'no-pair-free',
        also: begun ? { arrival_confirmed: false } : { cancelled_by: 'service' },
      });
    }
    return rows.length;
  });
}

/** Closes walks whose pair said that she is at her door and who did not say so herself, after twice the time she has for it. */
export async function closeUnconfirmed(ports: {
  db: Database;
  config(): CityConfig;
}): Promise<void> {
  const config = ports.config();
  await ports.db.transaction(system, async (tx) => {
    const rows = await tx.sql<{ id: string }>`
      select id from escorts.walks where state = 'dropped-off'
        and (incident_id is null or help_ended_at is not null)
        and greatest(dropped_at, help_ended_at) < clock_timestamp() - make_interval(secs => ${2 * config.walks.watch.overdueSeconds})
      for update skip locked`;
    for (const { id } of rows) {
      const walk = await lockWalk(tx, id);
      if (walk)
        await takeStep(tx, config, walk, 'home', {
          by: 'service',
          actor: 'service',
          reason: 'not-confirmed',
          also: { arrival_confirmed: false },
        });
    }
  });
}
