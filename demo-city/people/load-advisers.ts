// Writes the register of the demo city's advisers, for every sign-in of the role that is not in it yet.
import type { Tx } from '#platform/db/index.ts';
import { buildAdvisers } from './advisers.ts';

/** Registers the demo's advisers in the order of their sign-ins; run as the system. */
export async function registerAdvisers(tx: Tx): Promise<void> {
  const people = await tx.sql<{ id: string; name: string }>`
    select id, name from platform.staff s where role = 'adviser' and password_hash is not null
      and not exists (select 1 from advisers.advisers a where a.staff_id = s.id)
    order by length(login), login`;
  const districts = await tx.sql<{ code: string }>`select code from city.districts order by code`;
  if (people.length === 0 || districts.length === 0) return;
  const lines = buildAdvisers(
    1,
    people.length,
    districts.map(({ code }) => code),
  );
  const rows = people.map((person, index) => ({ ...person, ...lines[index]! }));
  await tx.sql`
    insert into advisers.advisers (staff_id, name, specialty, fields, districts, languages, capacity, away_from, away_until, source)
    select id, name, specialty, array(select jsonb_array_elements_text(fields)), array(select jsonb_array_elements_text(districts)),
      array(select jsonb_array_elements_text(languages)), capacity,
      case when "awayDays" is not null then now() end, now() + make_interval(days => "awayDays"), 'demo'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as a(id uuid, name text, specialty text, fields jsonb, districts jsonb, languages jsonb, capacity int, "awayDays" int)`;
}
