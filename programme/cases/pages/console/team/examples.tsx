// A team with its roster: covered, with nights that nobody has, not planned at all, and as those who keep it see it.
import type { Example, ExampleSet, Size } from '#platform/ui/example.ts';
import { timeZone } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import type { Team } from '../../../contract.ts';
import { daysOf, spanOf } from '../../../rules/duty.ts';
import { TeamRoom } from './TeamRoom.tsx';
import { district, month, monthShifts, problem, team } from './team-state.ts';

const id = (end: number) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;

const members: Team['members'] = (
  [
    ['한지우', 'counsellor', 12, 7, true],
    ['오세린', 'counsellor', 12, 12, true],
    ['문해솔', 'counsellor', 8, 0, false],
    ['도하준', 'police', 20, 9, true],
    ['라은빛', 'medical', 10, 3, true],
    ['민다올', 'legal', 10, 4, true],
  ] as const
).map(([name, profession, capacity, inHand, active], index) => ({
  staff: id(50 + index),
  name,
  profession,
  capacity,
  inHand,
  active,
  onDuty: index === 1,
}));

/** Shifts of this month and the next: a day and a night each; the officer beside them in the evening. */
function shiftsOf(nights: boolean): Team['shifts'] {
  const zone = timeZone.value;
  // The gallery's clock stands in the night of 24 November.
  const days = [...daysOf('2026-11', zone), ...daysOf('2026-12', zone).slice(0, 20)];
  const shift = (number: number, staff: number, day: string, from: string, until: string) => {
    const span = spanOf(day, from, until, zone);
    return {
      id: id(1000 + number),
      staff: id(50 + staff),
      startsAt: new Date(span.from).toISOString(),
      endsAt: new Date(span.until).toISOString(),
    };
  };
  return days.flatMap(({ day }, index) => {
    const free = !nights && [5, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    return [
      shift(index * 3, 0, day, '09:00', '21:00'),
      shift(index * 3 + 1, 1, day, '21:00', free ? '02:00' : '09:00'),
      ...(index % 3 === 0 ? [shift(index * 3 + 2, 3, day, '18:00', '23:00')] : []),
    ];
  });
}

function part(
  name: string,
  ko: string,
  en: string,
  keeps: boolean,
  reply: () => Team | null,
  sizes: readonly Size[],
  photo = false,
): Example {
  const found = reply();
  return {
    name,
    title: { ko, en },
    sizes,
    frame: 'page',
    photo,
    answers: {
      'GET /api/teams':
        found === null
          ? { status: 403, problem: { code: 'not-allowed' } }
          : { reply: { items: [found] } },
    },
    show() {
      team.value = null;
      monthShifts.value = null;
      problem.value = null;
      district.value = '';
      month.value = '';
      const districts = exampleCity.districts
        .slice(0, keeps ? 1 : 3)
        .map(({ code, name: named }) => ({ code, name: inLanguage(named) }));
      return (
        <main class="shown-fill">
          <TeamRoom districts={districts} keeps={keeps} />
        </main>
      );
    },
  };
}

const whole = (shifts: Team['shifts'], some: Partial<Team> = {}): Team => ({
  district: '101',
  members,
  shifts,
  ...some,
});

export const examples: ExampleSet = {
  title: { ko: '위기개입팀과 당번표', en: 'Crisis team and duty roster' },
  usual: 'dark',
  examples: [
    part('team', '팀이 보는 것', 'As the team sees it', false, () => whole(shiftsOf(true)), [
      'desk',
      'phone',
    ]),
    part(
      'team-gaps',
      '빈 밤 · 고치는 사람',
      'Nights that nobody has, and who keeps it',
      true,
      () => whole(shiftsOf(false)),
      ['desk', 'phone'],
      true,
    ),
    part('team-none', '근무표 없음', 'No roster', false, () => whole([], { members: [] }), [
      'desk',
    ]),
    part('team-refused', '볼 수 없음', 'Refused', false, () => null, ['desk']),
  ],
};
