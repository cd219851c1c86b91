// The demo city's published past: counts drawn from a seed and put through the same rules as a real city's, of nobody at all.
import type { Tx } from '#platform/db/index.ts';
import {
  lastDue,
  monthAfter,
  publishMonths,
  type Source,
  type Tally,
  valuesOf,
} from '#programme/figures/index.ts';
import { pickWeighted, poisson, type Random, randomFor } from '../prng.ts';

/** What a fictional survey of the fictional city found. */
export const demoSurveys = [
  {
    name: { ko: '가온 여성 안전 조사', en: 'Gaon women’s safety survey' },
    by: { ko: '가온시 여성정책연구소', en: 'Gaon Institute for Women’s Policy' },
    year: 2025,
    question: {
      ko: '겪은 일을 경찰이나 시의 기관에 알렸습니까?',
      en: 'Did you tell the police or an office of the city what you lived through?',
    },
    reportedPercent: { from: 3, to: 8 },
  },
  {
    name: { ko: '가온 생활 실태 조사', en: 'Gaon living conditions survey' },
    by: { ko: '가온대학교 사회조사센터', en: 'Gaon University, centre for social surveys' },
    year: 2024,
    question: {
      ko: '지난 일 년 동안 성폭력이나 폭력을 겪고 신고한 적이 있습니까?',
      en: 'In the last year, did you report sexual or other violence that you lived through?',
    },
    reportedPercent: { from: 1.5, to: 5 },
  },
] as const;

/** How often each value comes, in the order of its list. */
const weights: Partial<Record<Tally['of'], readonly number[]>> = {
  violence: [9, 31, 24, 0.7, 3, 18, 8, 6],
  relation: [22, 14, 11, 19, 12, 4, 14, 4],
  'age-band': [1.2, 8, 34, 24, 14, 8, 3, 8],
  place: [33, 17, 9, 14, 15, 8, 4],
  acknowledged: [58, 21, 16, 4, 1, 0],
  'first-help': [6, 19, 44, 20, 11, 0],
  service: [44, 14, 16, 5, 4, 12, 5, 0],
  'not-available': [10, 6, 12, 40, 26, 6, 0, 0],
  closing: [52, 17, 14, 11, 3, 3, 0],
  helped: [3, 5, 14, 38, 40, 0],
  respected: [2, 4, 11, 33, 50, 0],
};

/** How many facts of each kind there are to a report. */
const shares: Partial<Record<Tally['of'], number>> = {
  acknowledged: 0.94,
  'first-help': 0.81,
  service: 1.3,
  'not-available': 0.14,
  closing: 0.72,
  helped: 0.24,
  respected: 0.23,
};

/** Publishes the past of a demo city: two whole half-years at least, up to the last month that is due. */
export async function loadFigures(
  tx: Tx,
  options: { today: string; afterDays: number; below: number },
) {
  const districts = await tx.sql<{ code: string }>`select code from city.districts order by code`;
  const last = lastDue(options.today, options.afterDays);
  // The half-year in which the month a year before the last one lies.
  const yearBack = monthAfter(last, -12);
  const first = `${yearBack.slice(0, 4)}-${yearBack.slice(5, 7) < '07' ? '01' : '07'}-01`;
  const dice = randomFor(1, 'figures hidden');
  await publishMonths(
    tx,
    drawnFigures(
      districts.map(({ code }) => code),
      first,
      last,
    ),
    { ...options, dice },
  );
}

/** Counts of every month and district. */
export function drawnFigures(districts: readonly string[], first: string, last: string): Source {
  const all: Tally[] = [];
  const size = new Map(
    districts.map((code) => [code, 0.55 + randomFor(1, `figures ${code}`)() * 0.95]),
  );
  for (let month = first; month <= last; month = monthAfter(month)) {
    // Summers are worse.
    const season = 1 + 0.18 * Math.sin(((Number(month.slice(5, 7)) - 4) / 12) * 2 * Math.PI);
    for (const district of districts) {
      const random = randomFor(1, `figures ${month} ${district}`);
      const reports = poisson(random, 17.5 * size.get(district)! * season);
      if (reports === 0) continue;
      all.push({ of: 'reports', month, district, value: null, n: reports });
      for (const of of Object.keys(weights) as Tally['of'][]) {
        const share = shares[of];
        const n = share === undefined ? reports : poisson(random, reports * share);
        all.push(...spread(random, n, of).map((rest) => ({ of, month, district, ...rest })));
      }
    }
  }
  return {
    first: async () => first,
    tallies: async (from, to) => all.filter(({ month }) => month >= from && month <= to),
    carry: async (family, month) => {
      for (const tally of all)
        if (tally.month === month && family.includes(tally.of)) tally.month = monthAfter(month);
    },
  };
}

function spread(random: Random, n: number, of: Tally['of']): { value: string; n: number }[] {
  const values = valuesOf[of].map((value, index) => [value, weights[of]![index]!] as const);
  const counts = new Map<string, number>();
  for (let one = 0; one < n; one += 1) {
    const value = pickWeighted<string>(random, values);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, n: count }));
}
