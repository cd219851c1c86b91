// Figures of the night: since the last noon of the city, what was raised, how fast it was answered, how it ended.
import type { Tx } from '#platform/db/index.ts';

export type Night = {
  since: string;
  raised: number;
  open: number;
  closed: number;
  drills: number;
  medianSecondsToAcknowledge: number | null;
  withinTenSeconds: number | null;
  answered: number;
  slowestSecondsToAcknowledge: number | null;
  answerTimes: { upTo: number | null; count: number }[];
  medianMinutesToScene: number | null;
  byDoor: Record<string, number>;
  byDisposition: Record<string, number>;
  byHour: { hour: number; count: number }[];
};

/** Reads the figures of what the actor may see; drills and tests are counted apart. */
export async function readNight(tx: Tx, timeZone: string): Promise<Night> {
  const [row] = await tx.sql<Omit<Night, 'since'> & { since: Date }>`
    with bound as materialized (
      select (date_trunc('day', now() at time zone ${timeZone} - interval '12 hours') + interval '12 hours') at time zone ${timeZone} as since
    ), night as materialized (
      select i.* from incidents.incidents i, bound where i.raised_at >= bound.since or i.closed_at is null
    ), called as materialized (
      select *, extract(epoch from acknowledged_at - raised_at)::float8 as took from night
      where not drill and not test and state not in ('counting-down', 'cancelled')
    ), answer as (
      select bounds.up_to, (select count(*)::int from called where took >= bounds.above and (bounds.up_to is null or took < bounds.up_to)) as count
      from (values (0, 5), (5, 10), (10, 20), (20, 60), (60, null)) as bounds (above, up_to)
    )
    select bound.since,
      (select count(*)::int from called) as raised,
      (select count(*)::int from called where closed_at is null) as open,
      (select count(*)::int from called where closed_at is not null) as closed,
      (select count(*)::int from night where drill or test) as drills,
      (select percentile_cont(0.5) within group (order by took) from called)::float8 as "medianSecondsToAcknowledge",
      (select avg((coalesce(took, 11) <= 10)::int) from called where took is not null or raised_at < now() - interval '10 seconds')::float8 as "withinTenSeconds",
      (select count(*)::int from called where took is not null) as answered,
      (select max(took) from called) as "slowestSecondsToAcknowledge",
      (select jsonb_agg(jsonb_build_object('upTo', up_to, 'count', count) order by up_to nulls last) from answer) as "answerTimes",
      (select percentile_cont(0.5) within group (order by extract(epoch from on_scene_at - raised_at) / 60) from called)::float8 as "medianMinutesToScene",
      (select coalesce(jsonb_object_agg(door, n), '{}') from (select door, count(*) as n from called group by door) d) as "byDoor",
      (select coalesce(jsonb_object_agg(disposition, n), '{}') from (select disposition, count(*) as n from called where disposition is not null group by disposition) d) as "byDisposition",
      (select coalesce(jsonb_agg(jsonb_build_object('hour', hour, 'count', n) order by first), '[]') from (
        select extract(hour from raised_at at time zone ${timeZone})::int as hour, count(*) as n, min(raised_at) as first from called group by 1) h) as "byHour"
    from bound`;
  return { ...row!, since: row!.since.toISOString() };
}
