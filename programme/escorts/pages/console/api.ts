// Calls to the walks' part of the server, and its refusals in the desk's words.
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { hourMinute } from '#platform/ui/format.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { boardContract } from '../../board-contract.ts';
import type { walksContract } from '../../contract.ts';
import { isWord, t } from './words.ts';

export const call = createClient<typeof boardContract & typeof walksContract>();

type Told = Problem & { nextFree?: string | null; obstacle?: string | null };

/** One sentence for a refusal of the walks' part. */
export function sayWalkProblem(problem: Problem): string {
  const { code, nextFree, obstacle } = problem as Told;
  if (code === 'full')
    return nextFree ? t('problem.full.next', { time: hourMinute(nextFree) }) : t('problem.full');
  if (code === 'cannot-pin' && obstacle && isWord(`obstacle.${obstacle}`))
    return t('problem.cannot-pin.why', { why: t(`obstacle.${obstacle as 'blocked'}`) });
  return isWord(`problem.${code}`)
    ? t(`problem.${code as 'no-walk'}`)
    : sayProblem(problem, (state) =>
        isWord(`state.${state}`) ? t(`state.${state as 'here'}`) : state,
      );
}

/** The value, or `null` after the refusal was shown. */
export function taken<T>(answer: Answer<T>): T | null {
  if (answer.ok) return answer.value;
  tell(sayWalkProblem(answer.problem), 'refused');
  return null;
}
