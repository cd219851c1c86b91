// Refusals of the server as sentences, found by their code.
import type { Problem } from './client.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import { words } from './language.ts';

/** Words every page shares. */
export const shared = words(ko, en);

/**
 * One plain sentence for a refusal. `nameState` says a state in the words of its module, because
 * the platform does not know the programme.
 */
export function sayProblem(
  problem: Problem,
  nameState: (state: string) => string = (state) => state,
): string {
  if (problem.status >= 500) return shared('problem.ours', { id: problem.id ?? '–' });
  switch (problem.code) {
    case 'version-conflict':
      if (problem.winner === undefined) return shared('problem.version-conflict.unknown');
      return shared('problem.version-conflict', {
        winner: problem.winner,
        state: nameState(problem.state ?? ''),
      });
    case 'unreachable':
    case 'not-signed-in':
    case 'wrong-password':
    case 'not-allowed':
    case 'not-found':
    case 'wrong-state':
    case 'invalid-input':
    case 'too-many-attempts':
      return shared(`problem.${problem.code}`);
    default:
      return shared('problem.other', { code: problem.code });
  }
}
