// An adviser's own page: at work, away, and when the server does not answer.
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import type { Adviser } from '../../contract.ts';
import { MinePage } from './MinePage.tsx';
import { mine, problem } from './mine-state.ts';

const adviser: Adviser = {
  id: 'a',
  name: '송지우',
  specialty: 'legal',
  fields: ['criminal', 'protection-order', 'family'],
  districts: ['101', '102'],
  languages: ['ko', 'vi'],
  capacity: 3,
  active: true,
  awayFrom: null,
  awayUntil: null,
  conflicts: [],
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const away = { awayFrom: '2026-08-03T00:00:00.000Z', awayUntil: '2026-08-10T00:00:00.000Z' };
const names: Record<string, string> = { 101: '다솜구', 102: '가온구' };

function page(
  name: string,
  ko: string,
  en: string,
  answer: Answers[string],
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['desk', 'phone'],
    frame: 'page',
    photo,
    answers: { 'GET /api/advisers/mine': answer },
    show: () => {
      mine.value = null;
      problem.value = null;
      return (
        <main class="shown-fill">
          <MinePage languages={['ko', 'en']} nameDistrict={(code) => names[code] ?? code} />
        </main>
      );
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '자문단', en: 'Advisory Group' },
  usual: 'dark',
  examples: [
    page('mine', '내 자문 정보', 'My advice', { reply: adviser }, true),
    page('mine-away', '부재 중', 'Away', { reply: { ...adviser, ...away } }),
    page('mine-cut', '연결 없음', 'Offline', 'cut'),
  ],
};
