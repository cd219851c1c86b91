// The roster of the demo city's teams: somebody is on call everywhere at every hour, but for one district whose nights show what a gap is.
import { type Database, system } from '#platform/db/index.ts';

/**
 * Plans what is not planned yet, to the end of next month by the clocks of `timeZone`: a day and a night each, in turn, from nine to
 * nine. The last district has nobody between two and nine. What somebody planned or took off is left as it is.
 */
export async function keepDemoRoster(db: Database, timeZone: string): Promise<void> {
  await db.transaction(system, async (tx) => {
    // Two processes that start at once would both find nothing planned.
    await tx.sql`select pg_advisory_xact_lock(hashtextextended('demo roster', 0))`;
    await tx.sql`
    with teams as (
      select d.code, row_number() over (order by d.code) as place, d.code = max(d.code) over () as sleeps,
        array(select m.staff_id from cases.team_members m where m.district = d.code and m.active and m.profession in ('counsellor', 'police')
          order by m.profession, m.staff_id) as staff,
        coalesce((select max(s.ends_at) from cases.duty_shifts s where s.district = d.code), '-infinity') as planned
      from city.districts d
    ), days as (
      select day::date as day from (select (now() at time zone ${timeZone})::date as today) t,
        generate_series(today - 1, date_trunc('month', today) + interval '2 months' - interval '1 day', interval '1 day') as day
    ), wanted as (
      select code, planned, staff[1 + (day - date '2026-01-01' + place) % cardinality(staff)] as staff_id,
        (day + time '09:00') at time zone ${timeZone} as starts_at,
        (day + 1 + case when sleeps then time '02:00' else time '09:00' end) at time zone ${timeZone} as ends_at
      from teams, days where cardinality(staff) > 0
    )
    insert into cases.duty_shifts (district, staff_id, starts_at, ends_at)
    select code, staff_id, starts_at, ends_at from wanted
    where starts_at >= planned and not exists (select 1 from cases.duty_shifts s
      where s.staff_id = wanted.staff_id and s.starts_at < wanted.ends_at and s.ends_at > wanted.starts_at)`;
  });
}
