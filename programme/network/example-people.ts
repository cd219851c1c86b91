// Scouts and volunteers, made up, with what has run out for a few; a month of evenings and their pairs; hours.
import type { Person } from './contract.ts';

const names = [
  '김하린',
  '이도윤',
  '박서아',
  '최유준',
  '정라온',
  '강이든',
  '조새봄',
  '윤다온',
  '장해솔',
  '임나래',
] as const;

/** Ten of one district: one lapsed, one about to, one without a phone, one who left. */
export const examplePeople: readonly Person[] = names.map((name, n) => ({
  id: `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`,
  kind: n < 7 ? 'scout' : 'volunteer',
  name,
  staffNumber: `${n < 7 ? 'S' : 'V'}-${String(101 + n).padStart(4, '0')}`,
  district: '101',
  languages: n % 4 === 0 ? ['ko', 'en'] : ['ko'],
  contractFrom: '2025-01-02',
  contractUntil: null,
  payPerHour: n < 7 ? 13_000 : null,
  vettedUntil: n === 3 ? '2026-10-31' : '2099-05-31',
  trainedUntil: '2099-03-31',
  idIssuedOn: '2025-01-02',
  availableDays: [1, 2, 3, 4, 5],
  active: n !== 9,
  hasPhoto: n !== 5,
  hasPhone: n !== 6,
  unfit: n === 3 ? ['vetting-lapsed'] : n === 9 ? ['not-active'] : [],
  updatedAt: '2026-11-01T00:00:00Z',
}));

export const exampleHours = {
  items: examplePeople.slice(0, 8).map(({ staffNumber, name, kind }, n) => ({
    staffNumber,
    name,
    kind,
    shifts: 14 - n,
    hours: 61.25 - n * 4.5,
    pay: kind === 'scout' ? Math.round((61.25 - n * 4.5) * 13_000) : null,
  })),
  csv: '',
};
