// Figures of the walks by district and evening: what was asked, what was walked, how it felt and what it cost.
import type { Tx } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { selectPaidHours } from '#programme/network/index.ts';
import { addDays, momentOf } from './rules/evenings.ts';

type Counted = {
  district: string;
  asked: number;
  walked: number;
  cancelledByHer: number;
  cancelledByService: number;
  cancelledLate: number;
  refused: number;
  left: number;
  waitSeconds: number | null;
  met: number;
  onTime: number;
};
type Felt = { district: string; answers: number; safe: number; again: number };

/** Below this many answers a mean would speak of somebody. */
const fewestAnswers = 5;

/** Figures of the evenings of some days, both included, of the actor's districts. */
export async function readFigures(tx: Tx, config: CityConfig, days: { from: string; to: string }) {
  const { timeZone } = config;
  // An evening ends in the small hours of the next day.
  const from = new Date(momentOf(days.from, '06:00', timeZone));
  const to = new Date(momentOf(addDays(days.to, 1), '06:00', timeZone));
  const grace = config.walks.matching.graceSeconds;
  const rows = await tx.sql<Counted>`
    select district, count(*)::int as asked,
      count(*) filter (where walking_at is not null)::int as walked,
      count(*) filter (where state = 'cancelled' and cancelled_by in ('her', 'agent'))::int as "cancelledByHer",
      count(*) filter (where state = 'cancelled' and cancelled_by in ('service', 'pair'))::int as "cancelledByService",
      count(*) filter (where state = 'cancelled' and cancelled_by in ('service', 'pair')
        and closed_at > wanted_at - interval '30 minutes')::int as "cancelledLate",
      count(*) filter (where state = 'refused')::int as refused,
      count(*) filter (where state = 'left')::int as left,
      sum(greatest(0, extract(epoch from met_at - wanted_at))) filter (where met_at is not null)::float8 as "waitSeconds",
      count(*) filter (where met_at is not null)::int as met,
      count(*) filter (where met_at <= wanted_at + make_interval(secs => ${grace}))::int as "onTime"
    from escorts.walks where wanted_at >= ${from} and wanted_at < ${to} group by district`;
  const full = await tx.sql<{ district: string; asked: number }>`
    select district, sum(asked)::int as asked from escorts.full_evenings
    where day >= ${days.from}::date and day <= ${days.to}::date group by district`;
  const felt = await tx.sql<Felt>`
    select district, count(*)::int as answers, sum(felt_safe)::int as safe, count(*) filter (where again)::int as again
    from escorts.answers
    where month >= date_trunc('month', ${days.from}::date) and month <= ${days.to}::date group by district`;
  const paid = await selectPaidHours(tx, from, to);
  const baselines = await tx.sql<{ district: string; year: number; walks: number; scouts: number }>`
    select distinct on (district) district, year, walks, scouts from escorts.baselines order by district, year desc`;
  const byEvening = await tx.sql<{ day: string; asked: number; walked: number }>`
    select ((wanted_at - interval '6 hours') at time zone ${timeZone})::date::text as day, count(*)::int as asked,
      count(*) filter (where walking_at is not null)::int as walked
    from escorts.walks where wanted_at >= ${from} and wanted_at < ${to} group by 1 order by 1`;
  const codes = new Set(
    [rows, full, felt, paid, baselines].flatMap((list) => list.map(({ district }) => district)),
  );
  const own = <T extends { district: string }>(list: readonly T[], code: string) =>
    list.filter(({ district }) => district === code);
  return {
    total: toFigures(rows, full, felt, paid),
    byDistrict: [...codes].sort().map((code) => {
      const baseline = baselines.find(({ district }) => district === code);
      return {
        district: code,
        ...toFigures(own(rows, code), own(full, code), own(felt, code), own(paid, code)),
        baseline: baseline
          ? { year: baseline.year, walks: baseline.walks, scouts: baseline.scouts }
          : null,
      };
    }),
    byEvening,
  };
}

function toFigures(
  rows: readonly Counted[],
  full: readonly { asked: number }[],
  felt: readonly Felt[],
  paid: readonly { hours: number; pay: number }[],
) {
  const sum = <T>(list: readonly T[], value: (row: T) => number | null) =>
    list.reduce((total, row) => total + (value(row) ?? 0), 0);
  const met = sum(rows, (row) => row.met);
  const walked = sum(rows, (row) => row.walked);
  const answers = sum(felt, (row) => row.answers);
  const enough = answers >= fewestAnswers;
  const pay = sum(paid, (row) => row.pay);
  return {
    asked: sum(rows, (row) => row.asked),
    walked,
    cancelledByHer: sum(rows, (row) => row.cancelledByHer),
    cancelledByService: sum(rows, (row) => row.cancelledByService),
    cancelledLate: sum(rows, (row) => row.cancelledLate),
    refused: sum(rows, (row) => row.refused),
    left: sum(rows, (row) => row.left),
    full: sum(full, (row) => row.asked),
    meanWaitSeconds: met > 0 ? sum(rows, (row) => row.waitSeconds) / met : null,
    onTime: met > 0 ? sum(rows, (row) => row.onTime) / met : null,
    feltSafe: enough ? sum(felt, (row) => row.safe) / answers : null,
    again: enough ? sum(felt, (row) => row.again) / answers : null,
    answers,
    paidHours: sum(paid, (row) => row.hours),
    costPerWalk: walked > 0 && pay > 0 ? pay / walked : null,
  };
}
