// The adviser's own line of the register: what was fetched, and its change as one call.
import { signal } from '@preact/signals';
import type { z } from 'zod';
import { createClient, type Problem } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { Adviser, advisersContract } from '../../contract.ts';
import { isWord, t } from './words.ts';

const call = createClient<typeof advisersContract>();
export type OwnTime = Omit<
  z.input<(typeof advisersContract)['PATCH /api/advisers/mine']['body']>,
  'updatedAt'
>;

export const mine = signal<Adviser | null>(null);
export const problem = signal<Problem | null>(null);
export const busy = signal(false);

/** Fetches the own line. */
export async function fetchMine(): Promise<void> {
  const answer = await call('GET /api/advisers/mine', {});
  problem.value = answer.ok ? null : answer.problem;
  if (answer.ok) mine.value = answer.value;
}

/** One sentence for a refusal. */
export function say(refused: Problem): string {
  const key = `problem.${refused.code}`;
  return isWord(key) ? t(key as 'problem.odd-absence') : sayProblem(refused);
}

/** Saves capacity, languages and absence; what somebody else changed meanwhile is fetched and shown. */
export async function saveMine(seen: Adviser, body: OwnTime): Promise<void> {
  busy.value = true;
  const answer = await call('PATCH /api/advisers/mine', {
    body: { ...body, updatedAt: seen.updatedAt },
  });
  busy.value = false;
  if (answer.ok) {
    mine.value = answer.value;
    tell(t('saved'));
    return;
  }
  tell(say(answer.problem), 'refused');
  if (answer.problem.code === 'changed-meanwhile') await fetchMine();
}
