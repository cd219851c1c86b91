// SQL of disclosures as the team sees them; the walls show them while she lets its desk take part, and the text to nobody here.
import type { Tx } from '#platform/db/index.ts';
import type { DeskKind } from '#programme/reports/index.ts';
import type { DisclosureState, DropReason } from '../names.ts';
import type { Disclosed, Disclosure, NewDisclosure } from '../shapes.ts';

type Row = Omit<Disclosure, 'begunAt' | 'dueAt' | 'toldAt' | 'disclosedAt' | 'openings'> & {
  begun_at: Date;
  due_at: Date;
  told_at: Date | null;
  disclosed_at: Date | null;
  openings: { by: string; at: string }[];
};

/** Disclosures of a case, oldest first; one only where `disclosure` is given. */
export async function selectDisclosures(
  tx: Tx,
  report: string,
  disclosure: string | null = null,
): Promise<Disclosure[]> {
  const rows = await tx.sql<Row>`
    select d.id, d.basis, d.statute, jsonb_build_object('id', k.id, 'kind', k.kind, 'district', k.district) as recipient, d.by_desk as desk,
      d.corrects, d.state, d.dropped, d.begun_at, d.due_at, d.told_at, d.disclosed_at,
      (select coalesce(jsonb_agg(jsonb_build_object('by', coalesce(o.name, ''), 'at', o.at) order by o.id), '[]')
        from disclosures.openings o where o.disclosure_id = d.id) as openings
    from disclosures.disclosures d join reports.desks k on k.id = d.recipient_desk
    where d.report_id = ${report} and (${disclosure}::uuid is null or d.id = ${disclosure})
    order by d.begun_at, d.id`;
  return rows.map(({ begun_at, due_at, told_at, disclosed_at, openings, ...row }) => ({
    ...row,
    begunAt: begun_at.toISOString(),
    dueAt: due_at.toISOString(),
    toldAt: told_at?.toISOString() ?? null,
    disclosedAt: disclosed_at?.toISOString() ?? null,
    openings: openings.map(({ by, at }) => ({ by, at: new Date(at).toISOString() })),
  }));
}

/** Desks with a key in use, of a district or of the whole city. */
export function selectDesksOf(
  tx: Tx,
  district: string,
): Promise<{ id: string; kind: DeskKind; district: string | null }[]> {
  return tx.sql`
    select d.id, d.kind, d.district from reports.desks d
    where (d.district is null or d.district = ${district})
      and exists (select 1 from reports.desk_keys k where k.desk_id = d.id and k.log_position is not null)
    order by d.kind, d.district`;
}

export type Step = {
  state: DisclosureState;
  basis: string;
  recipient: string;
  desk: string;
};

/** A disclosure of this case, which is locked. */
export async function selectOne(
  tx: Tx,
  report: string,
  disclosure: string,
): Promise<Step | undefined> {
  const [row] = await tx.sql<Step>`
    select state, basis, recipient_desk as recipient, by_desk as desk from disclosures.disclosures
    where id = ${disclosure} and report_id = ${report}`;
  return row;
}

type Begun = NewDisclosure & {
  code: string;
  statute: Readonly<Record<string, string>>;
  withinHours: number;
  district: string;
};

/** Keeps a beginning; answers false when it was there, or what it corrects is being corrected. */
export async function insertOne(tx: Tx, report: string, one: Begun): Promise<boolean> {
  const rows = await tx.sql`
    insert into disclosures.disclosures (id, report_id, district, basis, statute, recipient_desk, by_desk, by_staff, corrects, due_at)
    values (${one.id}, ${report}, ${one.district}, ${one.code}, ${JSON.stringify(one.statute)}, ${one.recipient}, ${one.desk},
      ${tx.actor.id}, ${one.corrects}, clock_timestamp() + make_interval(hours => ${one.withinHours}))
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Writes that she was told, and by which message. */
export async function updateTold(tx: Tx, disclosure: string, part: string): Promise<void> {
  await tx.sql`
    update disclosures.disclosures set state = 'told', told_part = ${part}, told_at = clock_timestamp() where id = ${disclosure}`;
}

/** Writes that it was disclosed, and until when its copy is kept here. */
export async function updateDisclosed(
  tx: Tx,
  disclosure: string,
  keepMonths: number,
): Promise<void> {
  await tx.sql`
    update disclosures.disclosures set state = 'disclosed', disclosed_at = clock_timestamp(),
      destroy_after = clock_timestamp() + make_interval(months => ${keepMonths}) where id = ${disclosure}`;
}

/** Keeps the text, which whoever writes it cannot read again. */
export async function insertContent(
  tx: Tx,
  report: string,
  disclosure: string,
  content: Disclosed,
): Promise<void> {
  await tx.sql`
    insert into disclosures.contents (disclosure_id, report_id, recipient_id, sealed, wrap, hers)
    values (${disclosure}, ${report}, ${content.recipient}, reports.bytes_of(${content.sealed}), reports.bytes_of(${content.wrap}),
      reports.bytes_of(${content.hers}))`;
}

/** Writes why it is not made. */
export async function updateDropped(tx: Tx, disclosure: string, reason: DropReason): Promise<void> {
  await tx.sql`
    update disclosures.disclosures set state = 'dropped', dropped = ${reason} where id = ${disclosure}`;
}

/** Whether a key is the newest signed one of a desk. */
export async function isNewestKey(tx: Tx, key: string, desk: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from reports.desk_keys k where k.id = ${key} and k.desk_id = ${desk} and k.log_position is not null
      and not exists (select 1 from reports.desk_keys newer
        where newer.desk_id = k.desk_id and newer.generation > k.generation and newer.log_position is not null)`;
  return rows.length > 0;
}
