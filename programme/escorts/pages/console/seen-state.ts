// What pairs saw on patrol, at the desk: the list, the one that is looked at with its photo, and handing it on.
import { computed, signal } from '@preact/signals';
import { tell } from '#platform/ui/notices.ts';
import type { Observation } from '../../board-contract.ts';
import type { HandedTo } from '../../names.ts';
import { call, sayWalkProblem, taken } from './api.ts';
import { onlyDistrict } from './board-state.ts';
import { t } from './words.ts';

export const seenStates = ['open', 'handed-on', 'all'] as const;

export const seen = signal<readonly Observation[] | null>(null);
export const seenProblem = signal<string | null>(null);
export const seenState = signal<(typeof seenStates)[number]>('open');
export const seenKind = signal('');
export const seenId = signal<string | null>(null);
/** The photo of the one that is looked at; `null` while it comes or where there is none. */
export const seenPhoto = signal<string | null>(null);
export const handing = signal(false);

/** Those that the filters leave. */
export const seenRows = computed(() =>
  (seen.value ?? []).filter(
    (one) =>
      (seenState.value === 'all' || (one.handedOnAt === null) === (seenState.value === 'open')) &&
      (seenKind.value === '' || one.kind === seenKind.value) &&
      (onlyDistrict.value === '' || one.district === onlyDistrict.value),
  ),
);

export const seenOne = computed(() => seen.value?.find(({ id }) => id === seenId.value) ?? null);

export async function fetchSeen(): Promise<void> {
  const answer = await call('GET /api/walk-observations', { query: {} });
  seenProblem.value = answer.ok ? null : sayWalkProblem(answer.problem);
  if (answer.ok) seen.value = answer.value.items;
}

/** Looks at one; its photo comes after it. */
export async function lookAtSeen(one: Observation | null): Promise<void> {
  seenId.value = one?.id ?? null;
  seenPhoto.value = null;
  if (one === null || !one.hasPhoto) return;
  const answer = await call('GET /api/walk-observations/:id/photo', { params: { id: one.id } });
  if (answer.ok && seenId.value === one.id)
    seenPhoto.value = `data:${answer.value.type};base64,${answer.value.base64}`;
}

/** The next or the one before in the list. */
export function moveSeen(by: 1 | -1): void {
  const rows = seenRows.value;
  const at = rows.findIndex(({ id }) => id === seenId.value);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
  if (next) void lookAtSeen(next);
}

/** Hands it on, or takes that back (`to` null); answers whether it was kept. */
export async function handOn(
  one: Observation,
  to: HandedTo | null,
  reference: string | null,
): Promise<boolean> {
  handing.value = true;
  const value = taken(
    await call('POST /api/walk-observations/:id/hand-on', {
      params: { id: one.id },
      body: { to, reference },
    }),
  );
  handing.value = false;
  if (value === null) return false;
  seen.value = (seen.value ?? []).map((other) => (other.id === value.id ? value : other));
  tell(t(to === null ? 'seen.taken-back' : 'seen.handed'));
  return true;
}
