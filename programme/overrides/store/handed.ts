// SQL of what an override hands over: the keys that a holder may re-wrap, the handing over itself, opening, and her side.
import type { Tx } from '#platform/db/index.ts';
import type { What } from '../names.ts';
import type { Candidate, Handed, HerOverride } from '../shapes.ts';
import { type FateRow, fateOf } from './overrides.ts';

/** Keys of some desks to what is asked for, newest first; without the desk that asks. */
export async function selectCandidates(
  tx: Tx,
  asked: { report_id: string; what: What; desk_id: string },
  desks: readonly string[],
): Promise<Candidate[]> {
  type Row = Omit<Candidate, 'at'> & { at: Date };
  const rows = await tx.sql<Row>`
    select i.id, i.of, i.at, jsonb_agg(jsonb_build_object('desk', i.desk_id, 'recipient', i.recipient_id,
      'wrap', translate(encode(i.wrap, 'base64'), e'+/=\n', '-_')) order by i.desk_id) as wraps
    from (
      select p.id, 'part' as of, p.made_at as at, w.desk_id, w.recipient_id, w.wrap
      from reports.parts p join reports.wraps w on w.part_id = p.id and w.desk_id is not null and w.revoked_at is null and (w.ends_at is null or w.ends_at > now())
      where p.report_id = ${asked.report_id} and p.kind = ${asked.what}
      union all
      select e.id, 'entry', e.at, w.desk_id, w.recipient_id, w.wrap
      from cases.entries e join cases.wraps w on w.entry_id = e.id where e.case_id = ${asked.report_id} and e.kind = ${asked.what}) i
    join cases.parties t on t.report_id = ${asked.report_id} and t.desk_id = i.desk_id and t.until > now()
    where i.desk_id = any (${desks}::uuid[]) and i.desk_id <> ${asked.desk_id}
    group by i.id, i.of, i.at order by i.at desc, i.id`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Hands a wrap over, in the actor's name; the sealed bytes and the new state are written by the database itself. */
export async function insertHanded(
  tx: Tx,
  override: { id: string; report_id: string; desk_id: string },
  handed: { of: 'part' | 'entry'; item: string; desk: string; recipient: string; wrap: string },
): Promise<void> {
  const { of, item } = handed;
  await tx.sql`
    insert into overrides.handed (override_id, report_id, part_id, entry_id, desk_id, recipient_id, by_desk, by_staff, by_name, sealed, wrap)
    values (${override.id}, ${override.report_id}, ${of === 'part' ? item : null}, ${of === 'entry' ? item : null}, ${override.desk_id},
      ${handed.recipient}, ${handed.desk}, ${tx.actor.id}, ${tx.actor.name}, '', reports.bytes_of(${handed.wrap}))`;
}

/** What was handed over to the actor's desk, while it lives. */
export async function selectHanded(tx: Tx, override: string): Promise<Handed | undefined> {
  const [row] = await tx.sql<{
    report_id: string;
    item: string;
    sealed: Buffer;
    recipient_id: string;
    wrap: Buffer;
  }>`
    select report_id, coalesce(part_id, entry_id) as item, sealed, recipient_id, wrap from overrides.handed
    where override_id = ${override} and desk_id = any (reports.my_desks())`;
  return (
    row && {
      report: row.report_id,
      item: row.item,
      sealed: row.sealed.toString('base64url'),
      recipient: row.recipient_id,
      wrap: row.wrap.toString('base64url'),
    }
  );
}

/** Keeps that the actor opened it, for her to see. */
export async function insertOpening(tx: Tx, override: string): Promise<void> {
  await tx.sql`
    insert into overrides.openings (override_id, actor_id, name) values (${override}, ${tx.actor.id}, ${tx.actor.name})`;
}

/** Every override of her report, newest first; the actor is she. */
export async function selectHers(tx: Tx, report: string): Promise<HerOverride[]> {
  type Row = FateRow & { words: Buffer | null; words_hers: Buffer | null };
  const rows = await tx.sql<Row>`
    select o.id, o.what, o.reason, o.hours, o.state, o.asked_name, o.asked_at, o.due_at, o.reviewed_by, o.reviewed_name, o.reviewed_at, o.refusal,
      o.way, o.carried_name, o.carried_at, o.ended_at, o.words, o.words_hers,
      overrides.desk_of(o.desk_id) as desk, overrides.desk_of(o.review_desk_id) as review_desk, overrides.desk_of(o.carried_desk) as carried_desk,
      (select coalesce(jsonb_agg(jsonb_build_object('by', coalesce(p.name, ''), 'at', p.at) order by p.id), '[]')
        from overrides.openings p where p.override_id = o.id) as openings
    from overrides.overrides o where o.report_id = ${report} order by o.asked_at desc, o.id`;
  return rows.map((row) => ({
    ...fateOf(row),
    words:
      row.words === null || row.words_hers === null
        ? null
        : { sealed: row.words.toString('base64url'), hers: row.words_hers.toString('base64url') },
  }));
}
