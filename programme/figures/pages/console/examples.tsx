// Figures as managers read them: months by district, a half-year with hidden counts, nothing yet, and no survey to stand beside them.
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import type { Half, Months } from '../../contract.ts';
import { type TableName, tableNames, valuesOf } from '../../names.ts';
import type { Shown } from '../../shapes.ts';
import { FiguresView } from './FiguresView.tsx';
import { half, months, problem, span, table } from './figures-state.ts';

const districts = ['다솜구', '한빛구', '새벽구', '너울구', '이든구', '가람구', '도담구', '마루구'];
const beside: Months['beside'] = {
  reportedPercent: { from: 1.5, to: 8 },
  surveys: [
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
      question: { ko: '신고한 적이 있습니까?', en: 'Did you ever report it?' },
      reportedPercent: { from: 1.5, to: 5 },
    },
  ],
};
const names = Array.from({ length: 12 }, (_, month) =>
  new Date(Date.UTC(2025, 10 + month, 1)).toISOString().slice(0, 10),
);
const countAt = (row: number, column: number): Shown => {
  const n = (row * 7 + column * 5 + ((row * column) % 11)) % 41;
  return n > 0 && n < 6 ? 'hidden' : n;
};
const gridOf = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => countAt(row, column)),
  );
const published: Months = {
  smallBelow: 5,
  beside,
  months: names,
  halves: ['2026-01-01', '2025-07-01'],
  tables: tableNames.map((of) => {
    const keys = of === 'reports' ? districts : [...valuesOf[of]];
    return {
      of,
      keys,
      cells: gridOf(keys.length, names.length),
      totals: names.map((_, column) => 486 + ((column * 37) % 90)),
    };
  }),
};
const published6: Half = {
  smallBelow: 5,
  beside,
  of: 'violence',
  half: '2026-01-01',
  keys: [...valuesOf.violence],
  rows: districts.map((district, row) => ({
    district,
    cells: gridOf(districts.length, valuesOf.violence.length)[row]!,
    total: 96 + row * 13,
  })),
};

function page(
  name: string,
  ko: string,
  en: string,
  shown: TableName,
  answers: Answers,
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['desk'],
    frame: 'page',
    photo,
    answers,
    show: () => {
      months.value = null;
      problem.value = null;
      half.value = null;
      table.value = shown;
      span.value = shown === 'reports' ? 'months' : '2026-01-01';
      return (
        <main class="shown-fill">
          <FiguresView nameDistrict={(code) => code} />
        </main>
      );
    },
  };
}

const answers = {
  'GET /api/figures': { reply: published },
  'GET /api/figures/half': { reply: published6 },
};

export const examples: ExampleSet = {
  title: { ko: '사람 없는 통계', en: 'Figures without people' },
  usual: 'dark',
  examples: [
    page('figures-months', '구마다 열두 달', 'Twelve months by district', 'reports', answers, true),
    page('figures-half', '반기, 가린 수', 'A half-year, counts hidden', 'violence', answers, true),
    page('figures-no-survey', '조사 없음', 'No survey', 'reports', {
      'GET /api/figures': { status: 409, problem: { code: 'no-survey' } },
    }),
  ],
};
