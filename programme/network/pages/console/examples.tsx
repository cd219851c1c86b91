// The people who walk, their roster and their hours; and each when nobody is there or the server does not answer well.
import type { ComponentChild } from 'preact';
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import { today } from '#platform/ui/format.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import type { Applicant } from '../../applicants-contract.ts';
import { exampleHours, examplePeople } from '../../example-people.ts';
import { ApplicantsView } from './ApplicantsView.tsx';
import { applicants, applicantsProblem } from './applicants-state.ts';
import { HoursView } from './HoursView.tsx';
import { PeopleView } from './PeopleView.tsx';
import { asked, onlyState, people, problem } from './people-state.ts';
import { RosterView } from './RosterView.tsx';
import { drafts, type Evening, evenings, missing, month, planned } from './roster-state.ts';

const districts = exampleCity.districts
  .slice(0, 1)
  .map(({ code, name }) => ({ code, name: name.ko ?? code }));
const list = 'GET /api/people';
const items = examplePeople;

function page(
  name: string,
  ko: string,
  en: string,
  answers: Answers,
  show: () => ComponentChild,
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
      people.value = null;
      applicants.value = null;
      applicantsProblem.value = null;
      problem.value = null;
      asked.value = '';
      onlyState.value = 'all';
      evenings.value = null;
      planned.value = [];
      drafts.value = [];
      missing.value = new Map();
      month.value = '';
      return (
        <main class="shown-fill" style={{ containerType: 'inline-size' }}>
          {show()}
        </main>
      );
    },
  };
}

const whole = () => <PeopleView keeps languages={['ko', 'en']} districts={districts} />;

/** Weekday evenings of the first month that is wholly ahead. */
async function nights(from: string, to: string): Promise<Evening[]> {
  const found: Evening[] = [];
  for (
    let at = Date.parse(`${from}T13:00:00Z`);
    at <= Date.parse(`${to}T23:00:00Z`);
    at += 86_400_000
  ) {
    const weekday = new Date(at).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    found.push({
      day: new Date(at).toISOString().slice(0, 10),
      opensAt: new Date(at).toISOString(),
      closesAt: new Date(at + 3 * 3_600_000).toISOString(),
    });
  }
  return found;
}

/** Planned pairs on the first evenings of this month and the next. */
function shifts() {
  const [year, number] = today().split('-').map(Number) as [number, number];
  return [0, 1].flatMap((ahead) =>
    [2, 3, 4, 5, 6, 7, 8].flatMap((date) =>
      [0, 1, 2].map((pair) => {
        const at = Date.UTC(year, number - 1 + ahead, date, 12, 30);
        const two = [items[(date + pair * 2) % 9]!, items[(date + pair * 2 + 1) % 9]!];
        return {
          id: `${ahead}-${date}-${pair}`,
          callSign: `귀가 ${pair + 1}조`,
          district: '101',
          beginsAt: new Date(at).toISOString(),
          endsAt: new Date(at + 4 * 3_600_000).toISOString(),
          startedAt: null,
          endedAt: null,
          lat: 37.5,
          lon: 127,
          people: two.map(({ id, name, staffNumber }) => ({ id, name, staffNumber })),
        };
      }),
    ),
  );
}

const roster = (eveningsOf: typeof nights) => () => (
  <RosterView
    keeps
    districts={districts}
    places={[{ id: 'a', name: '다솜역 2번 출구', district: '101', lat: 37.5, lon: 127 }]}
    eveningsOf={eveningsOf}
  />
);
const planning: Answers = {
  [list]: { reply: { items } },
  'GET /api/shifts': { reply: { items: shifts() } },
};

const applicant = (
  number: number,
  name: string,
  state: Applicant['state'],
  some: Partial<Applicant> = {},
): Applicant => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  phone: '010-0000-0000',
  kind: 'scout',
  district: '101',
  languages: ['ko'],
  source: 'job-centre',
  priority: false,
  state,
  reason: null,
  vettedUntil: null,
  trainedUntil: null,
  appliedAt: '2026-11-03T01:00:00Z',
  ...some,
});
const applying = [
  applicant(1, '문가온', 'trained', { priority: true }),
  applicant(2, '서하늬', 'applied', { priority: true, source: 'women-centre' }),
  applicant(3, '노을찬', 'interviewed', { kind: 'volunteer', source: 'website' }),
  applicant(4, '도마루', 'declined', { reason: 'no-place', source: 'telephone' }),
];
const recruiting = () => <ApplicantsView languages={['ko', 'en']} districts={districts} />;
const applicantList = 'GET /api/applicants';

export const examples: ExampleSet = {
  title: { ko: '스카우트 · 사람과 근무표', en: 'Scouts: people and roster' },
  usual: 'dark',
  examples: [
    page('people', '사람', 'People', { [list]: { reply: { items } } }, whole, true),
    page('people-empty', '사람 없음', 'Nobody yet', { [list]: { reply: { items: [] } } }, whole),
    page('people-cut', '연결 없는 목록', 'People offline', { [list]: 'cut' }, whole),
    page(
      'applicants',
      '지원자',
      'Applicants',
      { [applicantList]: { reply: { items: applying, keptDays: 180 } } },
      recruiting,
      true,
    ),
    page(
      'applicants-empty',
      '지원자 없음',
      'No applicant',
      { [applicantList]: { reply: { items: [], keptDays: 180 } } },
      recruiting,
    ),
    page('roster', '근무표', 'The roster', planning, roster(nights), true),
    page(
      'hours',
      '근무 시간',
      'Hours worked',
      { 'GET /api/people/hours': { reply: exampleHours } },
      () => <HoursView />,
    ),
  ],
};
