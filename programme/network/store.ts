// All SQL of the people who walk and of their shifts.
import type { Tx } from '#platform/db/index.ts';

export type PersonRow = {
  id: string;
  kind: 'scout' | 'volunteer';
  name: string;
  staffNumber: string;
  district: string;
  languages: string[];
  contractFrom: string | null;
  contractUntil: string | null;
  payPerHour: number | null;
  vettedUntil: string | null;
  trainedUntil: string | null;
  idIssuedOn: string | null;
  availableDays: number[];
  active: boolean;
  hasPhoto: boolean;
  hasPhone: boolean;
  updatedAt: Date;
};

/** People the actor may see, by staff number; of one district, or one of them. */
export async function selectPeople(
  tx: Tx,
  of: { district?: string | undefined; id?: string; ids?: readonly string[] } = {},
): Promise<PersonRow[]> {
  return tx.sql<PersonRow>`
    select id, kind, name, staff_number as "staffNumber", district, languages,
      contract_from::text as "contractFrom", contract_until::text as "contractUntil", pay_per_hour as "payPerHour",
      vetted_until::text as "vettedUntil", trained_until::text as "trainedUntil", id_issued_on::text as "idIssuedOn",
      available_days as "availableDays", active, photo is not null as "hasPhoto",
      phone_key_hash is not null as "hasPhone", updated_at as "updatedAt"
    from network.people
    where (${of.district ?? null}::text is null or district = ${of.district ?? null})
      and (${of.id ?? null}::uuid is null or id = ${of.id ?? null})
      and (${of.ids ?? null}::uuid[] is null or id = any (${of.ids ?? null}))
    order by staff_number`;
}

/** Whether the city has a district. */
export async function isDistrict(tx: Tx, code: string): Promise<boolean> {
  const rows = await tx.sql`select 1 from city.districts where code = ${code}`;
  return rows.length > 0;
}

export type PersonWrite = Omit<PersonRow, 'id' | 'hasPhoto' | 'hasPhone' | 'updatedAt'>;

/** Writes a person; `undefined` when the staff number is taken. */
export async function insertPerson(tx: Tx, p: PersonWrite): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    insert into network.people (kind, name, staff_number, district, languages, contract_from, contract_until, pay_per_hour,
      vetted_until, trained_until, id_issued_on, available_days, active)
    values (${p.kind}, ${p.name}, ${p.staffNumber}, ${p.district}, ${p.languages}, ${p.contractFrom}, ${p.contractUntil}, ${p.payPerHour},
      ${p.vettedUntil}, ${p.trainedUntil}, ${p.idIssuedOn}, ${p.availableDays}, ${p.active})
    on conflict (staff_number) do nothing returning id`;
  return row?.id;
}

/** Locks a person whom the actor may keep. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  await tx.sql`select 1 from network.people where id = ${id} for update`;
  const [row] = await selectPeople(tx, { id });
  return row;
}

/** Replaces what is written of a person. */
export async function updatePerson(tx: Tx, id: string, p: PersonWrite): Promise<void> {
  await tx.sql`
    update network.people set kind = ${p.kind}, name = ${p.name}, staff_number = ${p.staffNumber}, district = ${p.district},
      languages = ${p.languages}, contract_from = ${p.contractFrom}, contract_until = ${p.contractUntil},
      pay_per_hour = ${p.payPerHour}, vetted_until = ${p.vettedUntil}, trained_until = ${p.trainedUntil},
      id_issued_on = ${p.idIssuedOn}, available_days = ${p.availableDays}, active = ${p.active}, updated_at = clock_timestamp()
    where id = ${id}`;
}

/** Keeps a photo. */
export async function keepPhoto(tx: Tx, id: string, photo: Buffer): Promise<void> {
  await tx.sql`update network.people set photo = ${photo}, updated_at = clock_timestamp() where id = ${id}`;
}

/** The photo of a person, if there is one. */
export async function readPhoto(tx: Tx, id: string): Promise<Buffer | undefined> {
  const [row] = await tx.sql<{
    photo: Buffer | null;
  }>`select photo from network.people where id = ${id}`;
  return row?.photo ?? undefined;
}

/** Sets or ends (`null`) the secret of a person's phone. */
export async function keepPhoneKey(tx: Tx, id: string, hash: Buffer | null): Promise<void> {
  await tx.sql`update network.people set phone_key_hash = ${hash}, updated_at = clock_timestamp() where id = ${id}`;
}

/** Whose phone this is. */
export async function findByPhone(tx: Tx, hash: Buffer): Promise<PersonRow | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    select id from network.people where phone_key_hash = ${hash} and active`;
  return row ? (await selectPeople(tx, { id: row.id }))[0] : undefined;
}

/** The shift that the owner of a phone is on now; in one statement, because positions come every few seconds. */
export async function findShiftByPhone(tx: Tx, hash: Buffer): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    select s.id from network.people p
    join network.shift_people sp on sp.person_id = p.id
    join network.shifts s on s.id = sp.shift_id
    where p.phone_key_hash = ${hash} and p.active and s.started_at is not null and s.ended_at is null
      and sp.worked_from is not null and sp.worked_until is null
      and s.ends_at > now() - interval '4 hours'
    order by s.begins_at limit 1`;
  return row?.id;
}

export type ShiftRow = {
  id: string;
  callSign: string;
  district: string;
  beginsAt: Date;
  endsAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  lat: number;
  lon: number;
  personIds: string[];
  /** Those of them who said that they are there and did not go home. */
  presentIds: string[];
};

/** Shifts the actor may see that touch a stretch of time. */
export async function selectShifts(
  tx: Tx,
  of: {
    from: Date;
    to: Date;
    district?: string | undefined;
    person?: string;
    id?: string;
  },
): Promise<ShiftRow[]> {
  return tx.sql<ShiftRow>`
    select s.id, s.call_sign as "callSign", s.district, s.begins_at as "beginsAt", s.ends_at as "endsAt",
      s.started_at as "startedAt", s.ended_at as "endedAt", s.lat, s.lon,
      array(select p.person_id from network.shift_people p where p.shift_id = s.id order by p.person_id) as "personIds",
      array(select p.person_id from network.shift_people p where p.shift_id = s.id and p.worked_from is not null
        and p.worked_until is null order by p.person_id) as "presentIds"
    from network.shifts s
    where s.begins_at < ${of.to} and s.ends_at > ${of.from}
      and (${of.district ?? null}::text is null or s.district = ${of.district ?? null})
      and (${of.id ?? null}::uuid is null or s.id = ${of.id ?? null})
      and (${of.person ?? null}::uuid is null or exists (
        select 1 from network.shift_people p where p.shift_id = s.id and p.person_id = ${of.person ?? null}))
    order by s.begins_at, s.call_sign`;
}

/** Plans a pair. */
export async function insertShift(
  tx: Tx,
  s: Omit<ShiftRow, 'id' | 'startedAt' | 'endedAt' | 'presentIds'>,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    insert into network.shifts (call_sign, district, begins_at, ends_at, lat, lon)
    values (${s.callSign}, ${s.district}, ${s.beginsAt}, ${s.endsAt}, ${s.lat}, ${s.lon}) returning id`;
  await tx.sql`
    insert into network.shift_people (shift_id, person_id) select ${row!.id}, unnest(${s.personIds}::uuid[])`;
  return row!.id;
}

/** Takes a planned pair back; false when it has started or is not the actor's. */
export async function deleteShift(tx: Tx, id: string): Promise<boolean> {
  const rows =
    await tx.sql`delete from network.shifts where id = ${id} and started_at is null returning id`;
  return rows.length > 0;
}

/** One of the two is there, or goes home; the pair has started with the first and ended with the last. */
export async function keepPresence(
  tx: Tx,
  shiftId: string,
  personId: string,
  step: 'begin' | 'end',
): Promise<void> {
  if (step === 'begin') {
    await tx.sql`
      update network.shift_people set worked_from = coalesce(worked_from, clock_timestamp()), worked_until = null
      where shift_id = ${shiftId} and person_id = ${personId}`;
    await tx.sql`
      update network.shifts set started_at = coalesce(started_at, clock_timestamp()), ended_at = null where id = ${shiftId}`;
    return;
  }
  await tx.sql`
    update network.shift_people set worked_until = clock_timestamp()
    where shift_id = ${shiftId} and person_id = ${personId} and worked_from is not null`;
  await tx.sql`
    update network.shifts s set ended_at = clock_timestamp()
    where id = ${shiftId} and not exists (
      select 1 from network.shift_people p where p.shift_id = s.id and p.worked_from is not null and p.worked_until is null)`;
}

/** When somebody came to a shift and went home, as said on the phone. */
export async function readPresence(
  tx: Tx,
  shiftId: string,
  personId: string,
): Promise<{ workedFrom: Date | null; workedUntil: Date | null }> {
  const [row] = await tx.sql<{ workedFrom: Date | null; workedUntil: Date | null }>`
    select worked_from as "workedFrom", worked_until as "workedUntil" from network.shift_people
    where shift_id = ${shiftId} and person_id = ${personId}`;
  return row ?? { workedFrom: null, workedUntil: null };
}

/** Ends shifts that their people forgot to end, an hour after the planned end, at the planned end. */
export async function endForgotten(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ id: string }>`
    update network.shifts set ended_at = ends_at
    where started_at is not null and ended_at is null and ends_at < clock_timestamp() - interval '1 hour' returning id`;
  await tx.sql`
    update network.shift_people p set worked_until = s.ends_at from network.shifts s
    where s.id = p.shift_id and s.id = any (${rows.map(({ id }) => id)}::uuid[]) and p.worked_from is not null and p.worked_until is null`;
  return rows.length;
}

export type HoursRow = {
  staffNumber: string;
  name: string;
  kind: 'scout' | 'volunteer';
  shifts: number;
  seconds: number;
  payPerHour: number | null;
};

/** Hours that were worked between two moments, by the beginning of the shift; everybody's, or one person's. */
export async function selectHours(
  tx: Tx,
  from: Date,
  to: Date,
  personId: string | null = null,
): Promise<HoursRow[]> {
  return tx.sql<HoursRow>`
    select p.staff_number as "staffNumber", p.name, p.kind, count(*)::int as shifts, p.pay_per_hour as "payPerHour",
      sum(greatest(0, extract(epoch from coalesce(sp.worked_until, least(clock_timestamp(), s.ends_at)) - greatest(sp.worked_from, s.begins_at))))::float8 as seconds
    from network.shift_people sp
    join network.shifts s on s.id = sp.shift_id
    join network.people p on p.id = sp.person_id
    where sp.worked_from is not null and s.begins_at >= ${from} and s.begins_at < ${to}
      and (${personId}::uuid is null or p.id = ${personId})
    group by p.id order by p.staff_number`;
}

/** Hours that were paid between two moments, and their pay, by the district of the shift. */
export async function selectPaidHours(
  tx: Tx,
  from: Date,
  to: Date,
): Promise<{ district: string; hours: number; pay: number }[]> {
  return tx.sql<{ district: string; hours: number; pay: number }>`
    select district, coalesce(sum(seconds), 0) / 3600 as hours, coalesce(sum(seconds / 3600 * pay_per_hour), 0)::float8 as pay
    from (
      select s.district, p.pay_per_hour,
        greatest(0, extract(epoch from coalesce(sp.worked_until, least(clock_timestamp(), s.ends_at)) - greatest(sp.worked_from, s.begins_at)))::float8 as seconds
      from network.shift_people sp
      join network.shifts s on s.id = sp.shift_id
      join network.people p on p.id = sp.person_id
      where sp.worked_from is not null and s.begins_at >= ${from} and s.begins_at < ${to} and p.pay_per_hour is not null
    ) as worked group by district`;
}
