// Everybody who signs in: each centre's desks by day and by night, the city's own desks, and those who check them.
import type { District, StaffMember, StaffRole } from '../model.ts';
import { randomFor } from '../prng.ts';
import { unusedName } from './names.ts';

type Post = { role: StaffRole; shift: 'day' | 'night' | null; count: number; word: string };

const perDistrict: readonly Post[] = [
  { role: 'operator', shift: 'day', count: 2, word: 'day' },
  { role: 'operator', shift: 'night', count: 3, word: 'night' },
  { role: 'manager', shift: null, count: 1, word: 'manager' },
  { role: 'police', shift: null, count: 1, word: 'police' },
];

const cityWide: readonly Post[] = [
  { role: 'city-operator', shift: 'day', count: 3, word: 'city-day' },
  { role: 'city-operator', shift: 'night', count: 4, word: 'city-night' },
  { role: 'hotline-agent', shift: 'day', count: 8, word: 'hotline-day' },
  { role: 'hotline-agent', shift: 'night', count: 6, word: 'hotline-night' },
  { role: 'manager', shift: null, count: 2, word: 'manager' },
  { role: 'auditor', shift: null, count: 2, word: 'auditor' },
  { role: 'administrator', shift: null, count: 2, word: 'admin' },
];

/** Appointed last, so that everybody else keeps their names. */
const teams: Post = { role: 'crisis-team', shift: null, count: 2, word: 'crisis' };
const cityTeams: readonly Post[] = ['medical', 'legal', 'housing', 'support'].map((word) => ({
  role: 'crisis-team',
  shift: null,
  count: 2,
  word,
}));

/** The Legal and Medical Advisory Group: appointed after the teams. */
const advisers: Post = { role: 'adviser', shift: null, count: 170, word: 'adviser' };

/** The desk that statutes about children name: appointed after them. */
const childProtection: Post = { role: 'crisis-team', shift: null, count: 2, word: 'child' };

/** The operator of the drawings, on the night desk of the first district. */
const drawn = { login: 'dasom-night-1', name: '이수연' };

const wordOf = (district: Pick<District, 'name'>) =>
  district.name.en.replace('-gu', '').toLowerCase();

/** Staff for a seed; desks grow with the scale. Logins read "dasom-night-1", "hotline-night-2", "auditor-1". */
export function buildStaff(
  seed: number,
  districts: readonly Pick<District, 'code' | 'name'>[],
  scale: number,
): StaffMember[] {
  const random = randomFor(seed, 'staff');
  const taken = new Set<string>([drawn.name]);
  const staff: StaffMember[] = [];
  function appoint(post: Post, login: string, district: string | null): void {
    const count = Math.max(1, Math.round(post.count * scale));
    for (let i = 1; i <= count; i += 1) {
      const own = `${login}-${i}`;
      staff.push({
        id: `staff-${String(staff.length + 1).padStart(4, '0')}`,
        name: own === drawn.login ? drawn.name : unusedName(random, taken),
        role: post.role,
        district,
        shift: post.shift,
        login: own,
      });
    }
  }
  for (const district of districts) {
    for (const post of perDistrict)
      appoint(post, `${wordOf(district)}-${post.word}`, district.code);
  }
  for (const post of cityWide) appoint(post, post.word, null);
  for (const district of districts)
    appoint(teams, `${wordOf(district)}-${teams.word}`, district.code);
  for (const post of cityTeams) appoint(post, post.word, null);
  appoint(advisers, advisers.word, null);
  appoint(childProtection, childProtection.word, null);
  return staff;
}
