// SQL of what an adviser sees and says: offers and papers that are theirs now; of the case nothing, not even which one it is.
import type { Tx } from '#platform/db/index.ts';
import type { DeskKind } from '#programme/reports/index.ts';
import type { AdviserWord, Field, Specialty } from '../names.ts';
import type { Advice, Paper } from '../referral-contract.ts';

type Row = {
  id: string;
  specialty: Specialty;
  fields: Field[];
  district: string;
  language: string;
  desk: { id: string; kind: DeskKind; district: string | null };
  offered_at: Date;
  answer_by: Date;
  taken: boolean;
  papers: Paper[];
};

/** Offers that wait for the actor, the most urgent first, and what they took, the newest first. */
export async function selectAdvice(tx: Tx): Promise<Advice> {
  const rows = await tx.sql<Row>`
    select o.referral_id as id, o.specialty, o.fields, o.district, o.language, o.offered_at, o.answer_by, o.outcome is not null as taken,
      jsonb_build_object('id', d.id, 'kind', d.kind, 'district', d.district) as desk,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'byName', p.by_name, 'at', p.at,
          'sealed', translate(encode(p.sealed, 'base64'), e'+/=\n', '-_'),
          'wraps', (select coalesce(jsonb_agg(jsonb_build_object('recipient', w.recipient_id,
              'wrap', translate(encode(w.wrap, 'base64'), e'+/=\n', '-_'))), '[]')
            from advisers.paper_wraps w where w.referral_id = p.referral_id and w.paper_id = p.id))
          order by p.at, p.id), '[]') from advisers.papers p where p.referral_id = o.referral_id) as papers
    from advisers.offers o join reports.desks d on d.id = o.desk_id
    where o.said is null or o.outcome = 'accepted'
    order by o.answer_by, o.referral_id`;
  const shown = rows.map(({ offered_at, answer_by, taken, papers, ...need }) => ({
    ...need,
    offeredAt: offered_at.toISOString(),
    answerBy: answer_by.toISOString(),
    taken,
    papers: papers.map((paper) => ({ ...paper, at: new Date(paper.at).toISOString() })),
  }));
  return {
    offers: shown
      .filter(({ taken }) => !taken)
      .map(({ taken: _taken, papers: _none, ...offer }) => offer),
    taken: shown
      .filter(({ taken }) => taken)
      .map(({ taken: _taken, ...one }) => one)
      .reverse(),
  };
}

/** The actor's offer, locked; `undefined` when it is not theirs, or not any more. */
export async function lockOffer(
  tx: Tx,
  referral: string,
): Promise<{ taken: boolean; desk_id: string; lapsed: boolean } | undefined> {
  const [row] = await tx.sql<{ taken: boolean; desk_id: string; lapsed: boolean }>`
    select outcome is not null as taken, desk_id, outcome is null and answer_by <= now() as lapsed
    from advisers.offers where referral_id = ${referral} for update`;
  return row;
}

/** Writes what the actor says. */
export async function sayToOffer(tx: Tx, referral: string, word: AdviserWord): Promise<void> {
  await tx.sql`update advisers.offers set said = ${word} where referral_id = ${referral}`;
}

/** Whether a brief for the actor lies there. */
export async function hasBrief(tx: Tx, referral: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from advisers.papers where referral_id = ${referral} and kind = 'brief' limit 1`;
  return rows.length > 0;
}
