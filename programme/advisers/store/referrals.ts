// SQL of referrals as the desks that take part and she herself see them; the walls hide the rest.
import type { Tx } from '#platform/db/index.ts';
import type { DeskKind } from '#programme/reports/index.ts';
import type { Consent, EndReason, Field, ReferralState, Specialty } from '../names.ts';
import type { HerReferral, NewPaper, Paper, Referral } from '../referral-contract.ts';

type Row = {
  id: string;
  case_id: string;
  desk_id: string;
  desk: { id: string; kind: DeskKind; district: string | null };
  by_name: string | null;
  specialty: Specialty;
  fields: Field[];
  district: string;
  language: string;
  consent: Consent | null;
  state: ReferralState;
  made_at: Date;
  consented_at: Date | null;
  asked: number;
  answer_by: Date | null;
  holder_id: string | null;
  holder_name: string | null;
  holder_key: string | null;
  ended_at: Date | null;
  end_reason: EndReason | null;
  papers: Paper[];
};

/** Referrals of a case, or one; the newest first. Papers are those of the actor's desks. */
export async function selectReferrals(
  tx: Tx,
  of: { case: string } | { id: string },
): Promise<Referral[]> {
  const [caseId, id] = 'id' in of ? [null, of.id] : [of.case, null];
  const rows = await tx.sql<Row>`
    select r.id, r.case_id, r.desk_id, r.by_name, r.specialty, r.fields, r.district, r.language, r.consent, r.state, r.made_at,
      r.consented_at, r.holder_id, r.holder_name, r.holder_key, r.ended_at, r.end_reason,
      (select count(*)::int from advisers.offers o where o.referral_id = r.id) as asked,
      (select o.answer_by from advisers.offers o where o.referral_id = r.id and o.outcome is null) as answer_by,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'byName', p.by_name, 'at', p.at,
          'sealed', translate(encode(p.sealed, 'base64'), e'+/=\n', '-_'),
          'wraps', (select coalesce(jsonb_agg(jsonb_build_object('recipient', w.recipient_id,
              'wrap', translate(encode(w.wrap, 'base64'), e'+/=\n', '-_'))), '[]')
            from advisers.paper_wraps w where w.referral_id = p.referral_id and w.paper_id = p.id and w.staff_id is null))
          order by p.at, p.id), '[]') from advisers.papers p where p.referral_id = r.id) as papers
    from advisers.referrals r
    where (${caseId}::uuid is null or r.case_id = ${caseId}) and (${id}::uuid is null or r.id = ${id})
    order by r.made_at desc, r.id`;
  return rows.map((row) => ({
    id: row.id,
    case: row.case_id,
    desk: row.desk_id,
    by: row.by_name,
    specialty: row.specialty,
    fields: row.fields,
    district: row.district,
    language: row.language,
    consent: row.consent,
    state: row.state,
    madeAt: row.made_at.toISOString(),
    consentedAt: row.consented_at?.toISOString() ?? null,
    asked: row.asked,
    answerBy: row.answer_by?.toISOString() ?? null,
    holder:
      row.holder_id === null
        ? null
        : { id: row.holder_id, name: row.holder_name ?? '', key: row.holder_key },
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
    papers: row.papers.map((paper) => ({ ...paper, at: new Date(paper.at).toISOString() })),
  }));
}

/** What a referral needs to know of its case: at work, and worked on by the actor. */
export async function selectCaseFacts(
  tx: Tx,
  id: string,
): Promise<{ state: string; district: string; language: string; mine: boolean } | undefined> {
  const [row] = await tx.sql<{
    state: string;
    district: string;
    language: string;
    mine: boolean;
  }>`
    select c.state, c.district, r.language, cases.is_mine(c.id) as mine
    from cases.cases c join reports.reports r on r.id = c.id where c.id = ${id}`;
  return row;
}

export type NewReferral = {
  case: string;
  desk: string;
  specialty: Specialty;
  fields: readonly Field[];
  district: string;
  language: string;
  consent: Consent | null;
};

/** Writes that the actor asks; `undefined` while the same is asked already. */
export async function insertReferral(tx: Tx, r: NewReferral): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    insert into advisers.referrals (case_id, desk_id, by_staff, by_name, specialty, fields, district, language, consent, consented_at, state)
    values (${r.case}, ${r.desk}, ${tx.actor.id}, ${tx.actor.name}, ${r.specialty}, ${[...r.fields]}, ${r.district}, ${r.language}, ${r.consent},
      case when ${r.consent}::text is not null then clock_timestamp() end, case when ${r.consent}::text is null then 'asked' else 'looking' end)
    on conflict do nothing returning id`;
  return row?.id;
}

export type LockedReferral = {
  id: string;
  case_id: string;
  desk_id: string;
  state: ReferralState;
  holder_id: string | null;
  mine: boolean;
};

/** A referral of the actor's, locked for a step; `mine`: the actor works on its case. */
export async function lockReferral(tx: Tx, id: string): Promise<LockedReferral | undefined> {
  const [row] = await tx.sql<LockedReferral>`
    select id, case_id, desk_id, state, holder_id, cases.is_mine(case_id) as mine from advisers.referrals where id = ${id} for update`;
  return row;
}

/** She says yes. */
export async function consentTo(tx: Tx, id: string): Promise<void> {
  await tx.sql`
    update advisers.referrals set state = 'looking', consent = 'herself', consented_at = clock_timestamp() where id = ${id}`;
}

/** Ends it; the walls close, and a trigger destroys what opened its papers for the adviser. */
export async function endReferral(tx: Tx, id: string, reason: EndReason): Promise<void> {
  await tx.sql`
    update advisers.referrals set state = 'ended', ended_at = clock_timestamp(), end_reason = ${reason} where id = ${id}`;
}

/** Keeps a paper with its two wraps; the same one told again is one. */
export async function insertPaper(
  tx: Tx,
  referral: string,
  kind: 'brief' | 'answer',
  paper: NewPaper,
  adviser: string,
): Promise<void> {
  // Nothing is asked back: what has no wraps yet is not the writer's to read.
  await tx.sql`
    insert into advisers.papers (id, referral_id, kind, by_staff, by_name, sealed)
    values (${paper.id}, ${referral}, ${kind}, ${tx.actor.id}, ${tx.actor.name}, reports.bytes_of(${paper.sealed})) on conflict do nothing`;
  await tx.sql`
    insert into advisers.paper_wraps (paper_id, referral_id, recipient_id, staff_id, wrap)
    values (${paper.id}, ${referral}, ${paper.forDesk.recipient}, null, reports.bytes_of(${paper.forDesk.wrap})),
      (${paper.id}, ${referral}, ${paper.forAdviser.recipient}, ${adviser}, reports.bytes_of(${paper.forAdviser.wrap}))
    on conflict do nothing`;
}

/** What she sees: the newest first. */
export async function selectHerReferrals(tx: Tx, caseId: string): Promise<HerReferral[]> {
  const rows = await tx.sql<Row & { briefed_at: Date | null; answered_at: Date | null }>`
    select r.id, r.specialty, r.fields, r.state, r.consent, r.made_at, r.holder_name, r.ended_at, r.end_reason,
      jsonb_build_object('id', d.id, 'kind', d.kind, 'district', d.district) as desk,
      (select min(p.at) from advisers.papers p where p.referral_id = r.id and p.kind = 'brief') as briefed_at,
      (select max(p.at) from advisers.papers p where p.referral_id = r.id and p.kind = 'answer') as answered_at
    from advisers.referrals r join reports.desks d on d.id = r.desk_id where r.case_id = ${caseId} order by r.made_at desc, r.id`;
  return rows.map((row) => ({
    id: row.id,
    specialty: row.specialty,
    fields: row.fields,
    desk: row.desk,
    state: row.state,
    consent: row.consent,
    madeAt: row.made_at.toISOString(),
    adviser: row.holder_name,
    briefedAt: row.briefed_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
  }));
}

/** She does not want somebody: kept from everything of hers. */
export async function refuseAdviser(tx: Tx, caseId: string, staff: string): Promise<void> {
  await tx.sql`
    insert into reports.recusals (report_id, staff_id, by_her) values (${caseId}, ${staff}, true) on conflict do nothing`;
}
