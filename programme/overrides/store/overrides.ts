// SQL of overrides as the desks concerned see them; the walls show them to the desk that asks, the desk that decides, and those that take part.
import type { Tx } from '#platform/db/index.ts';
import { type DeskKind, numberOf } from '#programme/reports/index.ts';
import type { OverrideState, Refusal, What } from '../names.ts';
import type { NewOverride, Override } from '../shapes.ts';

type Desk = { id: string; kind: DeskKind; district: string | null };

type Fate = Pick<Override, 'what' | 'reason' | 'hours' | 'state' | 'refusal' | 'way'>;
export type FateRow = Fate & {
  id: string;
  desk: Desk;
  asked_name: string | null;
  asked_at: Date;
  due_at: Date | null;
  review_desk: Desk;
  reviewed_by: string | null;
  reviewed_name: string | null;
  reviewed_at: Date | null;
  carried_desk: Desk | null;
  carried_name: string | null;
  carried_at: Date | null;
  ended_at: Date | null;
  openings: { by: string; at: string }[];
};

/** What everybody concerned sees of one. */
export function fateOf(row: FateRow) {
  return {
    id: row.id,
    what: row.what,
    reason: row.reason,
    hours: row.hours,
    desk: row.desk,
    by: row.asked_name ?? '',
    askedAt: row.asked_at.toISOString(),
    state: row.state,
    dueAt: row.due_at?.toISOString() ?? null,
    reviewDesk: row.review_desk,
    reviewedBy: row.reviewed_at === null ? null : (row.reviewed_name ?? ''),
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
    refusal: row.refusal,
    way: row.way,
    carriedDesk: row.carried_desk,
    carriedBy: row.carried_name,
    carriedAt: row.carried_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    openings: row.openings.map(({ by, at }) => ({ by, at: new Date(at).toISOString() })),
  };
}

type Row = FateRow & {
  report_id: string;
  district: string;
  asks: boolean;
  may_review: boolean;
  may_carry_out: boolean;
  words: Buffer | null;
  words_wraps: Override['words'] extends infer W
    ? W extends { wraps: infer X }
      ? X
      : never
    : never;
};

/** Overrides that concern the actor's desks, those that wait first; one only where `id` is given. At most 200. */
export async function selectOverrides(tx: Tx, id: string | null = null): Promise<Override[]> {
  const rows = await tx.sql<Row>`
    with mine as (select reports.my_desks() as desks)
    select o.id, o.report_id, o.district, o.what, o.reason, o.hours, o.state, o.asked_name, o.asked_at, o.due_at, o.reviewed_by, o.reviewed_name,
      o.reviewed_at, o.refusal, o.way, o.carried_name, o.carried_at, o.ended_at,
      overrides.desk_of(o.desk_id) as desk, overrides.desk_of(o.review_desk_id) as review_desk, overrides.desk_of(o.carried_desk) as carried_desk,
      (select coalesce(jsonb_agg(jsonb_build_object('by', coalesce(p.name, ''), 'at', p.at) order by p.id), '[]')
        from overrides.openings p where p.override_id = o.id) as openings,
      o.desk_id = any (mine.desks) as asks,
      o.state = 'asked' and o.due_at > now() and o.review_desk_id = any (mine.desks) and not o.desk_id = any (mine.desks)
        and o.asked_by <> ${tx.actor.id} and not cases.is_open(o.report_id) as may_review,
      o.state = 'approved' and o.due_at > now() and o.asked_by <> ${tx.actor.id} and cases.is_open(o.report_id) as may_carry_out,
      case when o.desk_id = any (mine.desks) or o.review_desk_id = any (mine.desks) then o.words end as words,
      (select jsonb_agg(jsonb_build_object('recipient', w.key, 'wrap', translate(encode(w.wrap, 'base64'), e'+/=\n', '-_')))
        from (values (o.desk_id, o.words_own_key, o.words_own), (o.review_desk_id, o.words_review_key, o.words_review)) w (desk, key, wrap)
        where w.desk = any (mine.desks) and w.wrap is not null) as words_wraps
    from overrides.overrides o cross join mine
    where ${id}::uuid is null or o.id = ${id}
    order by o.ended_at is not null, coalesce(o.ended_at, o.asked_at) desc
    limit 200`;
  return rows.map((row) => ({
    ...fateOf(row),
    report: row.report_id,
    number: numberOf(row.report_id),
    district: row.district,
    asks: row.asks,
    mayReview: row.may_review,
    mayCarryOut: row.may_carry_out,
    words:
      row.words === null
        ? null
        : { sealed: row.words.toString('base64url'), wraps: row.words_wraps ?? [] },
  }));
}

/** Keeps what is asked; the same one told again is one. */
export async function insertOverride(
  tx: Tx,
  asked: NewOverride & { district: string; withinHours: number },
): Promise<void> {
  await tx.sql`
    insert into overrides.overrides (id, report_id, district, desk_id, review_desk_id, what, reason, hours, asked_by, asked_name, words, words_hers,
      words_own, words_own_key, words_review, words_review_key, due_at)
    values (${asked.id}, ${asked.report}, ${asked.district}, ${asked.desk}, ${asked.reviewDesk}, ${asked.what}, ${asked.reason}, ${asked.hours},
      ${tx.actor.id}, ${tx.actor.name}, reports.bytes_of(${asked.sealed}), reports.bytes_of(${asked.hers}),
      reports.bytes_of(${asked.own.wrap}), ${asked.own.recipient}, reports.bytes_of(${asked.review.wrap}), ${asked.review.recipient},
      now() + make_interval(hours => ${asked.withinHours}))
    on conflict do nothing`;
}

export type LockedOverride = {
  id: string;
  report_id: string;
  state: OverrideState;
  what: What;
  desk_id: string;
  in_time: boolean;
};

/** An override, locked for a step. */
export async function lockOverride(tx: Tx, id: string): Promise<LockedOverride | undefined> {
  const [row] = await tx.sql<LockedOverride>`
    select id, report_id, state, what, desk_id, coalesce(due_at > now(), false) as in_time
    from overrides.overrides where id = ${id} for update`;
  return row;
}

/** Writes what was decided, in the actor's name. */
export async function updateDecision(
  tx: Tx,
  id: string,
  decided: { state: 'approved'; withinHours: number } | { state: 'refused'; why: Refusal },
): Promise<void> {
  const why = decided.state === 'refused' ? decided.why : null;
  const hours = decided.state === 'approved' ? decided.withinHours : null;
  await tx.sql`
    update overrides.overrides set state = ${decided.state}, reviewed_by = ${tx.actor.id}, reviewed_name = ${tx.actor.name},
      reviewed_at = clock_timestamp(), refusal = ${why},
      due_at = now() + make_interval(hours => ${hours}::int), ended_at = case when ${why}::text is not null then clock_timestamp() end
    where id = ${id}`;
}

/** Ends it: what was handed over is hidden from now on; a clock destroys it. */
export async function updateEnded(tx: Tx, id: string): Promise<void> {
  await tx.sql`
    update overrides.overrides set state = 'ended', due_at = null, ended_at = clock_timestamp() where id = ${id}`;
}

/** Whether a key is the newest signed one of a desk. */
export async function isNewestKey(tx: Tx, key: string, desk: string): Promise<boolean> {
  const [row] = await tx.sql<{ newest: boolean }>`
    select overrides.is_newest_key(${key}, ${desk}) as newest`;
  return row!.newest;
}
