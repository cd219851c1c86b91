// Clocks of reports: silence is told to others without content, consents end, alerts go when somebody answers; due-queries each.
import type { Database, Tx } from '#platform/db/index.ts';
import { system } from '#platform/db/index.ts';
import { type ClockPolicy, nextAlert } from './rules.ts';
import { tellDesks } from './store/news.ts';

/** Runs everything that is due now. */
export async function runReportTimers(db: Database, policy: ClockPolicy): Promise<void> {
  await db.transaction(system, (tx) => tellOfSilence(tx, policy));
  await db.transaction(system, endAlerts);
  await db.transaction(system, endConsents);
}

/**
 * Tells others of desks that did not acknowledge in time: the same kind of desk in the neighbouring districts, then the city's. A desk
 * without such neighbours goes to the city at once. Answers how many clocks ran out.
 */
export async function tellOfSilence(tx: Tx, policy: ClockPolicy): Promise<number> {
  let told = 0;
  for (const level of [1, 0]) {
    const { tell, nextAfter } = nextAlert(level, policy);
    const rows = await tx.sql<{ report_id: string; desks: string[] }>`
      with due as (
        select report_id, desk_id, sent_at from reports.deliveries
        where due_at <= clock_timestamp() and acknowledged_at is null and least(level, 1) = ${level}
        order by due_at for update skip locked limit 1000
      ), silent as (
        select due.*, d.kind, d.district,
          array(select n.id from reports.desks n where ${tell} = 'neighbours' and n.kind = d.kind and n.id <> d.id
            and n.district = any (city.neighbours_of(d.district))) as neighbours
        from due join reports.desks d on d.id = due.desk_id
      ), moved as (
        update reports.deliveries v set
          level = case when neighbours = '{}' then 2 else 1 end,
          due_at = case when neighbours = '{}' then null else clock_timestamp() + make_interval(mins => ${nextAfter ?? 0}) end
        from silent s where v.report_id = s.report_id and v.desk_id = s.desk_id
      ), alert as (
        insert into reports.alerts (report_id, silent_desk, desk_id, district, kind, waits_since)
        select s.report_id, s.desk_id, t.id, s.district, s.kind, s.sent_at
        from silent s join reports.desks t
          on t.id = any (s.neighbours) or (s.neighbours = '{}' and t.kind = 'city' and t.id <> s.desk_id)
        on conflict do nothing returning report_id, desk_id
      ), marked as (
        insert into platform.audit (actor, role, action, subject, detail)
        select 'system', 'system', 'report.silent', report_id, jsonb_build_object('desk', desk_id, 'told', cardinality(neighbours))
        from silent
      )
      select s.report_id, array[s.desk_id] || array(select a.desk_id from alert a where a.report_id = s.report_id) as desks
      from silent s`;
    told += rows.length;
    for (const { report_id, desks } of rows) await tellDesks(tx, report_id, [...new Set(desks)]);
  }
  return told;
}

/** Takes back alerts about desks that answered, or that have nothing to answer any more. */
export async function endAlerts(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ report_id: string; desk_id: string }>`
    delete from reports.alerts a using reports.deliveries v
    where v.report_id = a.report_id and v.desk_id = a.silent_desk
      and (v.acknowledged_at is not null or not exists (
        select 1 from reports.wraps w where w.report_id = v.report_id and w.desk_id = v.desk_id and w.revoked_at is null))
    returning a.report_id, a.desk_id`;
  for (const { report_id, desk_id } of rows) await tellDesks(tx, report_id, [desk_id]);
  return rows.length;
}

/** Destroys wraps whose end came: the walls hid them from that moment on. */
export async function endConsents(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ report_id: string; desk_id: string }>`
    update reports.wraps set wrap = null, revoked_at = ends_at where ends_at <= now() and revoked_at is null
    returning report_id, desk_id`;
  const ended = new Map(rows.map((row) => [`${row.report_id} ${row.desk_id}`, row]));
  for (const { report_id, desk_id } of ended.values()) await tellDesks(tx, report_id, [desk_id]);
  return rows.length;
}
