// SQL of teams and their duty.
import type { Tx } from '#platform/db/index.ts';
import type { Profession } from '../names.ts';
import type { Team } from '../shapes.ts';

/** Teams with their shifts from yesterday to a month ahead; of one district where it is given. */
export async function selectTeams(tx: Tx, district: string | null): Promise<Team[]> {
  const rows = await tx.sql<{
    district: string;
    members: Team['members'];
    shifts: Team['shifts'];
  }>`
    select d.code as district,
      (select coalesce(jsonb_agg(jsonb_build_object('staff', m.staff_id, 'name', m.name, 'profession', m.profession,
          'onDuty', exists (select 1 from cases.duty_shifts s
            where s.staff_id = m.staff_id and s.district = m.district and s.starts_at <= now() and s.ends_at > now()))
          order by array_position(array['counsellor', 'police', 'medical', 'legal'], m.profession), m.name), '[]')
        from cases.team_members m where m.district = d.code) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'staff', s.staff_id, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
          order by s.starts_at, s.id), '[]')
        from cases.duty_shifts s where s.district = d.code
          and s.ends_at > now() - interval '1 day' and s.starts_at < now() + interval '32 days') as shifts
    from city.districts d where ${district}::text is null or d.code = ${district} order by d.code`;
  const iso = (text: string) => new Date(text).toISOString();
  return rows.map((team) => ({
    ...team,
    shifts: team.shifts.map((shift) => ({
      ...shift,
      startsAt: iso(shift.startsAt),
      endsAt: iso(shift.endsAt),
    })),
  }));
}

/** Somebody's name in a team; `undefined` when they are not in it. */
export async function selectMemberName(
  tx: Tx,
  district: string,
  staff: string,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ name: string }>`
    select name from cases.team_members where district = ${district} and staff_id = ${staff}`;
  return row?.name;
}

/** Somebody's name and role; asked as the system. */
export async function selectStaff(
  tx: Tx,
  staff: string,
): Promise<{ name: string; role: string } | undefined> {
  const [row] = await tx.sql<{ name: string; role: string }>`
    select name, role from platform.staff where id = ${staff} and active`;
  return row;
}

/** Takes somebody in, or changes what they are. */
export async function upsertMember(
  tx: Tx,
  district: string,
  member: { staff: string; name: string; profession: Profession },
): Promise<void> {
  await tx.sql`
    insert into cases.team_members (district, staff_id, name, profession)
    select code, ${member.staff}, ${member.name}, ${member.profession} from city.districts where code = ${district}
    on conflict (district, staff_id) do update set name = excluded.name, profession = excluded.profession`;
}

/** Lets somebody go, with the shifts that have not begun. */
export async function deleteMember(tx: Tx, district: string, staff: string): Promise<void> {
  await tx.sql`
    delete from cases.duty_shifts where district = ${district} and staff_id = ${staff} and starts_at > now()`;
  await tx.sql`delete from cases.team_members where district = ${district} and staff_id = ${staff}`;
}

/** Puts somebody on duty; answers false when they are at another place in that time. */
export async function insertShift(
  tx: Tx,
  district: string,
  shift: { staff: string; startsAt: string; endsAt: string },
): Promise<boolean> {
  // Two at once for the same person wait for each other here. Rows would not do: a manager can lock those of their own district only.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended('cases.duty ' || ${shift.staff}::text, 0))`;
  const rows = await tx.sql`
    insert into cases.duty_shifts (district, staff_id, starts_at, ends_at)
    select ${district}, ${shift.staff}, ${shift.startsAt}::timestamptz, ${shift.endsAt}::timestamptz
    where not exists (select 1 from cases.duty_shifts s where s.staff_id = ${shift.staff}
      and s.starts_at < ${shift.endsAt}::timestamptz and s.ends_at > ${shift.startsAt}::timestamptz)
    returning 1`;
  return rows.length > 0;
}

/** Takes a shift off; answers false when there is none. */
export async function deleteShift(tx: Tx, district: string, id: string): Promise<boolean> {
  const rows = await tx.sql`
    delete from cases.duty_shifts where id = ${id} and district = ${district} returning 1`;
  return rows.length > 0;
}
