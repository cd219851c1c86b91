// SQL of teams and their duty.
import type { Tx } from '#platform/db/index.ts';
import type { Profession } from '../names.ts';
import type { Team } from '../shapes.ts';

type MemberWithoutWork = Omit<Team['members'][number], 'inHand'>;
/** A team before anybody counted the cases of its members. */
export type TeamWithoutWork = Omit<Team, 'members'> & { members: MemberWithoutWork[] };

/** Teams with their shifts of some days, otherwise from yesterday to a month ahead; of one district where it is given. */
export async function selectTeams(
  tx: Tx,
  district: string | null,
  days: { from: string; to: string } | null = null,
): Promise<TeamWithoutWork[]> {
  const rows = await tx.sql<TeamWithoutWork>`
    select d.code as district,
      (select coalesce(jsonb_agg(jsonb_build_object('staff', m.staff_id, 'name', m.name, 'profession', m.profession,
          'capacity', m.capacity, 'active', m.active,
          'onDuty', exists (select 1 from cases.duty_shifts s
            where s.staff_id = m.staff_id and s.district = m.district and s.starts_at <= now() and s.ends_at > now()))
          order by array_position(array['counsellor', 'police', 'medical', 'legal'], m.profession), m.name), '[]')
        from cases.team_members m where m.district = d.code) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'staff', s.staff_id, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
          order by s.starts_at, s.id), '[]')
        from cases.duty_shifts s where s.district = d.code
          and s.ends_at > coalesce(${days?.from ?? null}::timestamptz, now() - interval '1 day')
          and s.starts_at < coalesce(${days?.to ?? null}::timestamptz, now() + interval '32 days')) as shifts
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

/** How many open cases each of these works on; asked as the system. */
export async function selectInHand(
  tx: Tx,
  staff: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql<{ staff: string; n: number }>`
    select m.staff_id as staff, count(*)::int as n from cases.members m join cases.cases c on c.id = m.case_id
    where m.staff_id = any (${staff}::uuid[]) and m.cleared_at is not null and c.state in ('taken', 'at-work') group by m.staff_id`;
  return new Map(rows.map(({ staff: who, n }) => [who, n]));
}

/** Teams' and police people of a district, or of the whole city, who are not in its team; asked as the system. */
export function selectCandidates(
  tx: Tx,
  district: string,
): Promise<{ staff: string; name: string; role: string }[]> {
  return tx.sql`
    select s.id as staff, s.name, s.role from platform.staff s
    where s.active and s.role in ('crisis-team', 'police') and s.districts && array[${district}::text, '*']
      and not exists (select 1 from cases.team_members m where m.district = ${district} and m.staff_id = s.id)
    order by s.name, s.id`;
}

/** Somebody's name in a team; `undefined` when they are not in it, or away. */
export async function selectMemberName(
  tx: Tx,
  district: string,
  staff: string,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ name: string }>`
    select name from cases.team_members where district = ${district} and staff_id = ${staff} and active`;
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

/** Takes somebody in, or changes what they are; what is not said stays as it was. */
export async function upsertMember(
  tx: Tx,
  district: string,
  member: {
    staff: string;
    name: string;
    profession: Profession;
    capacity: number | undefined;
    active: boolean | undefined;
  },
): Promise<void> {
  const { staff, name, profession, capacity = null, active = null } = member;
  await tx.sql`
    insert into cases.team_members as m (district, staff_id, name, profession, capacity, active)
    select code, ${staff}, ${name}, ${profession}, coalesce(${capacity}::int, 12), coalesce(${active}::boolean, true)
    from city.districts where code = ${district}
    on conflict (district, staff_id) do update set name = excluded.name, profession = excluded.profession,
      capacity = coalesce(${capacity}::int, m.capacity), active = coalesce(${active}::boolean, m.active)`;
}

/** Lets somebody go, from the roster too. */
export async function deleteMember(tx: Tx, district: string, staff: string): Promise<void> {
  await leaveRoster(tx, district, staff);
  await tx.sql`delete from cases.team_members where district = ${district} and staff_id = ${staff}`;
}

/** Takes somebody off the roster from now on: what they are on ends, what comes is dropped, so that a gap is seen as one. */
export async function leaveRoster(tx: Tx, district: string, staff: string): Promise<void> {
  await tx.sql`
    delete from cases.duty_shifts where district = ${district} and staff_id = ${staff} and starts_at >= now()`;
  await tx.sql`
    update cases.duty_shifts set ends_at = now()
    where district = ${district} and staff_id = ${staff} and starts_at < now() and ends_at > now()`;
}

type ShiftAsked = { staff: string; startsAt: string; endsAt: string };

/** Two at once for the same person wait for each other here. Rows would not do: a manager can lock those of their own district only. */
async function oneAtATime(tx: Tx, staff: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended('cases.duty ' || ${staff}::text, 0))`;
}

/** Puts somebody on duty; answers the shift's id, `undefined` when they are at another place in that time. */
export async function insertShift(
  tx: Tx,
  district: string,
  shift: ShiftAsked,
): Promise<string | undefined> {
  await oneAtATime(tx, shift.staff);
  const [made] = await tx.sql<{ id: string }>`
    insert into cases.duty_shifts (district, staff_id, starts_at, ends_at)
    select ${district}, ${shift.staff}, ${shift.startsAt}::timestamptz, ${shift.endsAt}::timestamptz
    where not exists (select 1 from cases.duty_shifts s where s.staff_id = ${shift.staff}
      and s.starts_at < ${shift.endsAt}::timestamptz and s.ends_at > ${shift.startsAt}::timestamptz)
    returning id`;
  return made?.id;
}

/** Another person or other hours; answers false when they are at another place in that time. */
export async function updateShift(
  tx: Tx,
  district: string,
  id: string,
  shift: ShiftAsked,
): Promise<boolean> {
  await oneAtATime(tx, shift.staff);
  const rows = await tx.sql`
    update cases.duty_shifts set staff_id = ${shift.staff}, starts_at = ${shift.startsAt}::timestamptz, ends_at = ${shift.endsAt}::timestamptz
    where id = ${id} and district = ${district} and not exists (select 1 from cases.duty_shifts s
      where s.staff_id = ${shift.staff} and s.id <> ${id}
        and s.starts_at < ${shift.endsAt}::timestamptz and s.ends_at > ${shift.startsAt}::timestamptz)
    returning 1`;
  return rows.length > 0;
}

/** Whether a shift has ended; `undefined` when there is none. Locks it for a change. */
export async function isOver(tx: Tx, district: string, id: string): Promise<boolean | undefined> {
  const [row] = await tx.sql<{ over: boolean }>`
    select ends_at <= now() as over from cases.duty_shifts where id = ${id} and district = ${district} for update`;
  return row?.over;
}

/** Takes a shift off. */
export async function deleteShift(tx: Tx, district: string, id: string): Promise<void> {
  await tx.sql`delete from cases.duty_shifts where id = ${id} and district = ${district}`;
}
