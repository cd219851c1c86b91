// SQL of what was disclosed, as the desk that the law names and as she see it.
import type { Tx } from '#platform/db/index.ts';
import type { HerDisclosure, Received } from '../shapes.ts';

type Opening = { by: string; at: string };
const openings = (all: readonly Opening[]) =>
  all.map(({ by, at }) => ({ by, at: new Date(at).toISOString() }));

/** What was disclosed to the actor's desks, unread first, then the newest; at most 500. */
export async function selectReceived(tx: Tx): Promise<Received[]> {
  const rows = await tx.sql<
    Omit<Received, 'disclosedAt' | 'openings'> & { at: Date; openings: Opening[] }
  >`
    select d.id, d.report_id as report, d.district, d.statute, jsonb_build_object('id', k.id, 'kind', k.kind, 'district', k.district) as from,
      d.recipient_desk as desk, d.corrects, d.disclosed_at as at,
      (select coalesce(jsonb_agg(jsonb_build_object('by', coalesce(o.name, ''), 'at', o.at) order by o.id), '[]')
        from disclosures.openings o where o.disclosure_id = d.id) as openings
    from disclosures.disclosures d join reports.desks k on k.id = d.by_desk
    where d.state = 'disclosed' and d.recipient_desk = any (reports.my_desks()) and not disclosures.is_kept_out(d.report_id)
    order by exists (select 1 from disclosures.openings o where o.disclosure_id = d.id), d.disclosed_at desc
    limit 500`;
  return rows.map(({ at, ...row }) => ({
    ...row,
    disclosedAt: at.toISOString(),
    openings: openings(row.openings),
  }));
}

/** The sealed text for the actor's desk; `undefined` when it was not disclosed to it. */
export async function selectContent(
  tx: Tx,
  disclosure: string,
): Promise<
  | {
      id: string;
      report: string;
      desk: string;
      from: string;
      sealed: string;
      recipient: string;
      wrap: string;
    }
  | undefined
> {
  const [row] = await tx.sql<{
    report: string;
    desk: string;
    from: string;
    recipient: string;
    sealed: Buffer;
    wrap: Buffer;
  }>`
    select d.report_id as report, d.recipient_desk as desk, d.by_desk as from, c.recipient_id as recipient, c.sealed, c.wrap
    from disclosures.disclosures d join disclosures.contents c on c.disclosure_id = d.id
    where d.id = ${disclosure} and d.recipient_desk = any (reports.my_desks())`;
  return (
    row && {
      ...row,
      id: disclosure,
      sealed: row.sealed.toString('base64url'),
      wrap: row.wrap.toString('base64url'),
    }
  );
}

/** Keeps that the actor read it, for her and the team to see, unless they did within ten minutes. */
export async function insertOpening(
  tx: Tx,
  one: { disclosure: string; report: string; desk: string },
): Promise<void> {
  await tx.sql`
    insert into disclosures.openings (disclosure_id, report_id, desk_id, actor_id, name)
    select ${one.disclosure}, ${one.report}, ${one.desk}, ${tx.actor.id}, ${tx.actor.name}
    where not exists (select 1 from disclosures.openings o
      where o.disclosure_id = ${one.disclosure} and o.actor_id = ${tx.actor.id} and o.at > now() - interval '10 minutes')`;
}

type HerRow = Omit<HerDisclosure, 'toldAt' | 'disclosedAt' | 'content' | 'openings'> & {
  told_at: Date | null;
  disclosed_at: Date | null;
  sealed: Buffer | null;
  hers: Buffer | null;
  openings: Opening[];
};

/** Hers, newest first, from the moment she was told; the actor is she. */
export async function selectHers(tx: Tx, report: string): Promise<HerDisclosure[]> {
  const rows = await tx.sql<HerRow>`
    select d.id, d.statute, jsonb_build_object('id', r.id, 'kind', r.kind, 'district', r.district) as recipient,
      jsonb_build_object('id', f.id, 'kind', f.kind, 'district', f.district) as from,
      d.corrects, d.state, d.told_at, d.disclosed_at, c.sealed, c.hers,
      (select coalesce(jsonb_agg(jsonb_build_object('by', coalesce(o.name, ''), 'at', o.at) order by o.id), '[]')
        from disclosures.openings o where o.disclosure_id = d.id) as openings
    from disclosures.disclosures d join reports.desks r on r.id = d.recipient_desk join reports.desks f on f.id = d.by_desk
      left join disclosures.contents c on c.disclosure_id = d.id
    where d.report_id = ${report} and d.told_at is not null order by d.begun_at desc, d.id`;
  return rows.map(({ told_at, disclosed_at, sealed, hers, ...row }) => ({
    ...row,
    toldAt: told_at?.toISOString() ?? null,
    disclosedAt: disclosed_at?.toISOString() ?? null,
    content: sealed &&
      hers && { sealed: sealed.toString('base64url'), hers: hers.toString('base64url') },
    openings: openings(row.openings),
  }));
}
