// What a caller's words and number are kept for: as long as her call may be opened again, and no longer.
import type { Tx } from '#platform/db/index.ts';

/**
 * Erases numbers, messages, notes and attached places of residents' calls and of calls from walks that ended some hours ago, at most 2,000; answers how
 * many. States, times and the district stay. Her own place was erased when the call ended (service.ts).
 */
export async function eraseCallers(tx: Tx, keepHours: number): Promise<number> {
  const rows = await tx.sql`
    with due as (
      select id from incidents.incidents
      where door in ('sos', 'walk') and erased_at is null and closed_at < now() - make_interval(hours => ${keepHours})
      order by closed_at for update skip locked limit 2000
    ), call as (
      update incidents.incidents i set erased_at = now(), callback_number = null from due where i.id = due.id
    ), step as (
      update incidents.steps s set text = null, detail = s.detail - 'lat' - 'lon' from due where s.incident_id = due.id
    ), message as (
      delete from incidents.messages m using due where m.incident_id = due.id
    )
    select 1 from due`;
  return rows.length;
}
