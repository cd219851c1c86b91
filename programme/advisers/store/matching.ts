// SQL of the city's own matching and clock, as the system: what is due of a referral, who could be asked, and what came of it.
import type { Tx } from '#platform/db/index.ts';
import type {
  AdviserWord,
  Consent,
  EndReason,
  Field,
  OfferOutcome,
  ReferralState,
  Specialty,
} from '../names.ts';
import type { Candidate } from '../rules/matching.ts';

export type DueReferral = {
  id: string;
  case_id: string;
  desk_id: string;
  specialty: Specialty;
  fields: Field[];
  district: string;
  language: string;
  consent: Consent | null;
  state: ReferralState;
  /** She gives the desk something now. */
  open: boolean;
  case_closed: boolean;
  /** Desks that take part in the case. */
  parties: string[];
  /** Declared a conflict with the case, or not wanted by her. */
  recused: string[];
  /** Whoever it was offered to. */
  asked: string[];
  holder: {
    staff: string;
    said: AdviserWord | null;
    accepted: boolean;
    lapsed: boolean;
    /** The last paper between them and the desk. */
    latest: 'brief' | 'answer' | null;
  } | null;
};

/** A referral with all that decides how it goes on, locked. */
export async function lockDue(tx: Tx, id: string): Promise<DueReferral | undefined> {
  const held = await tx.sql`select 1 from advisers.referrals where id = ${id} for update`;
  if (held.length === 0) return undefined;
  const [row] = await tx.sql<DueReferral>`
    select r.id, r.case_id, r.desk_id, r.specialty, r.fields, r.district, r.language, r.consent, r.state,
      r.desk_id::text = any (p.parties) as open, c.state not in ('taken', 'at-work') as case_closed, p.parties,
      array(select x.staff_id::text from reports.recusals x where x.report_id = r.case_id) as recused,
      array(select o.staff_id::text from advisers.offers o where o.referral_id = r.id) as asked,
      (select jsonb_build_object('staff', o.staff_id, 'said', o.said, 'accepted', o.outcome is not null, 'lapsed', o.answer_by <= now(),
          'latest', (select p.kind from advisers.papers p join advisers.paper_wraps w on w.referral_id = p.referral_id and w.paper_id = p.id
            where p.referral_id = r.id and w.staff_id = o.staff_id order by p.at desc limit 1))
        from advisers.offers o where o.referral_id = r.id and (o.outcome is null or o.outcome = 'accepted')) as holder
    from advisers.referrals r join cases.cases c on c.id = r.case_id cross join lateral (
      select array(select p.desk_id::text from cases.parties p where p.report_id = r.case_id and p.until > now()) as parties) p
    where r.id = ${id}`;
  return row;
}

/** Referrals of which something is due now: at most 200, the rest the next time. */
export async function selectDueIds(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`
    select r.id from advisers.referrals r join cases.cases c on c.id = r.case_id
      left join advisers.offers o on o.referral_id = r.id and (o.outcome is null or o.outcome = 'accepted')
    where r.state <> 'ended' and (
      c.state not in ('taken', 'at-work')
      or not exists (select 1 from cases.parties p where p.report_id = r.case_id and p.desk_id = r.desk_id and p.until > now())
      or (r.state = 'looking' and coalesce(r.look_at, '-infinity') <= now())
      or (r.state in ('offered', 'accepted', 'briefed', 'answered') and o.staff_id is null)
      or (o.outcome is null and (o.said is not null or o.answer_by <= now())) or o.said in ('give-back', 'conflict')
      or exists (select 1 from reports.recusals x where x.report_id = r.case_id and x.staff_id = o.staff_id)
      or (select case p.kind when 'brief' then 'briefed' else 'answered' end from advisers.papers p
        join advisers.paper_wraps w on w.referral_id = p.referral_id and w.paper_id = p.id
        where p.referral_id = r.id and w.staff_id = o.staff_id order by p.at desc limit 1) <> r.state)
    order by r.id limit 200`;
  return rows.map(({ id }) => id);
}

/** Everybody of a specialty with what decides whether they may be asked. One matching at a time, so that nobody is filled twice. */
export async function selectCandidates(tx: Tx, specialty: Specialty): Promise<Candidate[]> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('ansim referral matching'))`;
  const rows = await tx.sql<
    Omit<Candidate, 'awayFrom' | 'awayUntil' | 'lastOfferedAt'> & {
      awayFrom: Date | null;
      awayUntil: Date | null;
      lastOfferedAt: Date | null;
    }
  >`
    select a.staff_id as id, a.active and s.active as active, a.specialty, a.fields, a.districts, a.languages, a.capacity,
      a.away_from as "awayFrom", a.away_until as "awayUntil", a.last_offered_at as "lastOfferedAt",
      exists (select 1 from reports.staff_keys k where k.staff_id = a.staff_id and k.log_position is not null and k.ended_at is null) as "hasKey",
      (select count(*)::int from advisers.offers o where o.staff_id = a.staff_id and (o.outcome is null or o.outcome = 'accepted')) as load,
      array(select c.desk_id::text from advisers.conflicts c where c.staff_id = a.staff_id) as "conflictDesks"
    from advisers.advisers a join platform.staff s on s.id = a.staff_id where a.specialty = ${specialty}`;
  return rows.map((row) => ({
    ...row,
    awayFrom: row.awayFrom?.getTime() ?? null,
    awayUntil: row.awayUntil?.getTime() ?? null,
    lastOfferedAt: row.lastOfferedAt?.getTime() ?? null,
  }));
}

/** Offers it to somebody. */
export async function insertOffer(
  tx: Tx,
  r: DueReferral,
  staff: string,
  answerWithinHours: number,
): Promise<void> {
  await tx.sql`
    insert into advisers.offers (referral_id, staff_id, specialty, fields, district, language, desk_id, answer_by)
    values (${r.id}, ${staff}, ${r.specialty}, ${r.fields}, ${r.district}, ${r.language}, ${r.desk_id},
      now() + make_interval(hours => ${answerWithinHours}))`;
  await tx.sql`update advisers.advisers set last_offered_at = clock_timestamp() where staff_id = ${staff}`;
}

/** Writes what came of an offer; nobody who is released keeps anything that opens its papers. */
export async function settleOffer(
  tx: Tx,
  r: DueReferral,
  staff: string,
  outcome: OfferOutcome,
): Promise<void> {
  await tx.sql`
    update advisers.offers set outcome = ${outcome} where referral_id = ${r.id} and staff_id = ${staff}`;
  if (outcome !== 'accepted')
    await tx.sql`delete from advisers.paper_wraps where referral_id = ${r.id} and staff_id = ${staff}`;
  if (outcome === 'conflict')
    await tx.sql`
      insert into reports.recusals (report_id, staff_id, by_her) values (${r.case_id}, ${staff}, false) on conflict do nothing`;
}

/** Writes where a referral stands now; `holder` has it, and is named to the desk and to her. */
export async function moveReferral(
  tx: Tx,
  id: string,
  state: ReferralState,
  holder: string | null,
): Promise<void> {
  await tx.sql`
    update advisers.referrals set state = ${state}, look_at = null, holder_id = ${holder}::uuid,
      holder_name = (select a.name from advisers.advisers a where a.staff_id = ${holder}::uuid),
      holder_key = (select k.id from reports.staff_keys k where k.staff_id = ${holder}::uuid and k.log_position is not null and k.ended_at is null
        order by k.log_position desc limit 1)
    where id = ${id}`;
}

/** Nobody may be asked now: looked for again a minute later. */
export async function lookLater(tx: Tx, id: string): Promise<void> {
  await tx.sql`update advisers.referrals set look_at = now() + interval '1 minute' where id = ${id}`;
}

/** Whether these are the keys to which a paper is sealed now: the newest signed one of the desk, and one of the adviser that has not ended. */
export async function areUsable(
  tx: Tx,
  desk: { id: string; key: string },
  adviser: { id: string; key: string },
): Promise<boolean> {
  const [row] = await tx.sql<{ fit: boolean }>`
    select exists (select 1 from reports.desk_keys k where k.id = ${desk.key} and k.desk_id = ${desk.id} and k.log_position is not null
        and not exists (select 1 from reports.desk_keys newer
          where newer.desk_id = k.desk_id and newer.generation > k.generation and newer.log_position is not null))
      and exists (select 1 from reports.staff_keys k where k.id = ${adviser.key} and k.staff_id = ${adviser.id}
        and k.log_position is not null and k.ended_at is null) as fit`;
  return row!.fit;
}

/** The newest signed key of somebody who has a referral, written anew where theirs was replaced. */
export async function refreshHolderKey(tx: Tx, id: string): Promise<void> {
  await tx.sql`
    update advisers.referrals r set holder_key = (select k.id from reports.staff_keys k
      where k.staff_id = r.holder_id and k.log_position is not null and k.ended_at is null order by k.log_position desc limit 1)
    where r.id = ${id}`;
}

/** Writes an end that nobody of it gave. */
export async function endDue(tx: Tx, id: string, reason: EndReason): Promise<void> {
  await tx.sql`
    update advisers.referrals set state = 'ended', ended_at = clock_timestamp(), end_reason = ${reason} where id = ${id}`;
}
