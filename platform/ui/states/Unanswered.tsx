// Which state a problem is: no way to the server, a fault of ours, or a refusal with its reason.
import type { Problem } from '../client.ts';
import { sayProblem } from '../problems.ts';
import { Failed } from './Failed.tsx';
import { Offline } from './Offline.tsx';
import { Refused } from './Refused.tsx';
import type { Voice } from './words.ts';

type UnansweredProps = { problem: Problem; voice?: Voice; onRetry?: () => void };

/** For a part of a screen whose question was not answered. */
export function Unanswered({ problem, voice = 'desk', onRetry }: UnansweredProps) {
  const again = onRetry === undefined ? {} : { onRetry };
  if (problem.status === 0) return <Offline voice={voice} {...again} />;
  if (problem.status >= 500) return <Failed id={problem.id} voice={voice} {...again} />;
  return <Refused why={sayProblem(problem)} voice={voice} />;
}
