// Overrides that concern the own desks, asked for with the news of reports: ids, fixed lists, names and times.
import { computed, effect, signal } from '@preact/signals';
import type { z } from 'zod';
import { createClient, type Problem } from '#platform/ui/client.ts';
import { inbox } from '#programme/reports/pages/console/index.ts';
import type { Override, overridesContract } from '../../contract.ts';

export const call = createClient<typeof overridesContract>();
export type OverrideList = z.infer<(typeof overridesContract)['GET /api/overrides']['reply']>;

export const list = signal<OverrideList | null>(null);
/** Why it could not be had; what was there stays. */
export const listProblem = signal<Problem | null>(null);

/** Somebody here should decide or carry out. */
export const wantsSomebody = (one: Override): boolean => one.mayReview || one.mayCarryOut;
export const overridesWaiting = computed(() => list.value?.items.filter(wantsSomebody).length ?? 0);

let asked = 0;

/** Fetches the list as of now; an answer that a later one has overtaken is left. */
export async function fetchList(): Promise<void> {
  asked += 1;
  const mine = asked;
  const answer = await call('GET /api/overrides', {});
  if (mine !== asked || inbox.value === null) return;
  listProblem.value = answer.ok ? null : answer.problem;
  if (answer.ok) list.value = answer.value;
}

// What happens to an override is told with the news of reports; whoever works at no desk has neither.
effect(() => {
  if (inbox.value !== null && inbox.value.desks.length > 0) void fetchList();
  else {
    asked += 1;
    list.value = null;
    listProblem.value = null;
  }
});
