// All SQL of what the desk is told about walks under way.
import type { Tx } from '#platform/db/index.ts';
import type { AlertKind } from '../rules/watch.ts';
import type { WalkRow } from './walks.ts';

export type AlertRow = {
  id: string;
  walk_id: string;
  kind: AlertKind;
  raised_at: Date;
  seen_at: Date | null;
};

/** Alerts of some walks that are true now. */
export async function selectAlerts(tx: Tx, walkIds: readonly string[]): Promise<AlertRow[]> {
  return tx.sql<AlertRow>`
    select id, walk_id, kind, raised_at, seen_at from escorts.alerts
    where walk_id = any (${walkIds}::uuid[]) and ended_at is null order by raised_at`;
}

/** Raises an alert; one that is open already stays as it is. */
export async function raiseAlert(
  tx: Tx,
  alert: { id: string; walkId: string; kind: AlertKind },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into escorts.alerts (id, walk_id, kind) values (${alert.id}, ${alert.walkId}, ${alert.kind})
    on conflict do nothing returning id`;
  return rows.length > 0;
}

/** Ends an alert that is true no more. */
export async function endAlert(tx: Tx, id: string): Promise<void> {
  await tx.sql`update escorts.alerts set ended_at = clock_timestamp() where id = ${id} and ended_at is null`;
}

/** Ends the alerts of one kind of a walk. */
export async function endAlertsOf(tx: Tx, walkId: string, kind: AlertKind): Promise<void> {
  await tx.sql`
    update escorts.alerts set ended_at = clock_timestamp()
    where walk_id = ${walkId} and kind = ${kind} and ended_at is null`;
}

/** Somebody looks after it; false when there is no such open alert of that walk. */
export async function markAlertSeen(tx: Tx, id: string, walkId: string): Promise<boolean> {
  const rows = await tx.sql`
    update escorts.alerts set seen_at = coalesce(seen_at, clock_timestamp()), seen_by = coalesce(seen_by, ${tx.actor.id})
    where id = ${id} and walk_id = ${walkId} and ended_at is null returning id`;
  return rows.length > 0;
}

/** Walks that must be watched: those that are open and due, and those that closed a moment ago. */
export async function selectWatched(tx: Tx): Promise<WalkRow[]> {
  return tx.sql<WalkRow>`
    select * from escorts.walks
    where (closed_at is null and wanted_at < clock_timestamp() + interval '15 minutes') or tell_by is not null
      or (closed_at > clock_timestamp() - interval '2 hours' and dropped_at is not null and pair_safe_at is null)`;
}
