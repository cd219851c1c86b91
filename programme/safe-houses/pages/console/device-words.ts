// How long a device has been in trouble, in days and hours, and what it is called beside its store.
import { now } from '#platform/ui/clock.ts';
import type { DeviceHealth } from './health-state.ts';
import { t } from './words.ts';

const hour = 3_600_000;

/** `3일`, `5시간`, `1시간 안`; null where nobody knows since when. */
export function ageWords(item: Pick<DeviceHealth, 'since'>): string | null {
  if (item.since === null) return null;
  const hours = Math.floor((now.value - Date.parse(item.since)) / hour);
  if (hours < 1) return t('age.fresh');
  return hours < 48 ? t('age.hours', { n: hours }) : t('age.days', { n: Math.floor(hours / 24) });
}

/** What the device is called, without the name of the store that stands above it. */
export function labelWords(item: Pick<DeviceHealth, 'label' | 'store'>): string {
  const rest = item.label.startsWith(item.store) ? item.label.slice(item.store.length) : item.label;
  return rest.trim() || item.label;
}

export const ageGroups = ['today', 'few', 'week', 'long', 'never'] as const;
export type AgeGroup = (typeof ageGroups)[number];

/** Silent devices counted by how long they have been silent. `at` is the moment of counting. */
export function countByAge(
  items: readonly Pick<DeviceHealth, 'problem' | 'since'>[],
  at: number,
): Record<AgeGroup, number> {
  const counts: Record<AgeGroup, number> = { today: 0, few: 0, week: 0, long: 0, never: 0 };
  for (const { problem, since } of items) {
    if (problem === 'never-heard') counts.never += 1;
    if (problem !== 'silent' || since === null) continue;
    const days = (at - Date.parse(since)) / (24 * hour);
    counts[days < 1 ? 'today' : days < 3 ? 'few' : days < 7 ? 'week' : 'long'] += 1;
  }
  return counts;
}
