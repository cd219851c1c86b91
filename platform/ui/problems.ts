// Refusals of the server as sentences, found by their code.
import type { Problem } from './client.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import { words } from './language.ts';

/** Words every page shares. */
export const shared = words(
  ko,
  en,
  import.meta.glob(['./*.json', '!./{ko,en}.json'], {
    query: '?url',
    import: 'default',
    eager: true,
  }),
);

/**
 * One plain sentence for a refusal. `nameState` says a state in the words of its module, because
 * the platform does not know the programme.
 */
export function sayProblem(
  problem: Problem,
  nameState: (state: string) => string = (state) => state,
): string {
  if (problem.status >= 500 && problem.code !== 'unavailable')
    return shared('problem.ours', { id: problem.id ?? '–' });
  switch (problem.code) {
    case 'version-conflict':
      if (problem.winner === undefined) return shared('problem.version-conflict.unknown');
      return shared('problem.version-conflict', {
        winner: problem.winner,
        state: nameState(problem.state ?? ''),
      });
    case 'wrong-store-state':
      return shared('problem.wrong-store-state', { state: nameState(problem.state ?? '') });
    default:
      return hasWords(problem.code)
        ? shared(`problem.${problem.code}`)
        : shared('problem.other', { code: problem.code });
  }
}

type Named<Key> = Key extends `problem.${infer Code}` ? Code : never;

function hasWords(code: string): code is Named<keyof typeof ko> {
  return `problem.${code}` in ko;
}
