// The register of the demo city's advisers: half of each specialty, each with fields, districts, languages and a capacity.
import { type Field, fieldsOf, type Specialty, specialties } from '#programme/advisers/index.ts';
import { pick, randomFor } from '../prng.ts';

export type DemoAdviser = {
  specialty: Specialty;
  fields: Field[];
  districts: string[];
  languages: string[];
  capacity: number;
  awayDays: number | null;
};

const languages = ['en', 'zh', 'vi', 'th', 'ja', 'ru'] as const;

/**
 * One line of the register for each sign-in, in their order; the same for a seed. Each serves three neighbouring codes of the list and
 * every district is served by both specialties when there are as many advisers as districts.
 */
export function buildAdvisers(
  seed: number,
  count: number,
  districts: readonly string[],
): DemoAdviser[] {
  const random = randomFor(seed, 'advisers');
  return Array.from({ length: count }, (_, index) => {
    const specialty = specialties[index % specialties.length]!;
    const own: readonly Field[] = fieldsOf[specialty];
    const from = Math.floor(index / specialties.length);
    return {
      specialty,
      fields: own.filter((_field, at) => at === from % own.length || random() < 0.35),
      districts: [
        ...new Set([0, 1, 2].map((step) => districts[(from + step) % districts.length]!)),
      ],
      languages: random() < 0.4 ? ['ko', pick(random, languages)] : ['ko'],
      capacity: 1 + Math.floor(random() * 4),
      awayDays: random() < 0.06 ? 3 + Math.floor(random() * 12) : null,
    };
  });
}
