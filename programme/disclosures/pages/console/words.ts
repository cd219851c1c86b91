// The words of disclosures at the desk, and what is proposed to be said to her, in her language.
import type { Problem } from '#platform/ui/client.ts';
import { words } from '#platform/ui/language.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

export const t = words(
  ko,
  en,
  import.meta.glob(['./*.json', '!./{ko,en}.json'], {
    query: '?url',
    import: 'default',
    eager: true,
  }),
);

/** A refusal in the words of this room; a code of the server may be newer than this page. */
export function sayLawProblem(problem: Problem): string {
  const key = `problem.${problem.code}`;
  return Object.hasOwn(ko, key) ? t(key as keyof typeof ko) : sayProblem(problem);
}

/** What is proposed to be said to her first, in her language and never in the desk's; in English where this page has no words of hers. */
export function proposal(
  language: string,
  {
    statute,
    recipient,
  }: { statute: Readonly<Record<string, string>>; recipient: 'police' | 'child-protection' },
): string {
  const [hers, code] = language === 'ko' ? [ko, 'ko'] : [en, 'en'];
  return hers['hers.proposal']
    .replace('{statute}', statute[language] ?? statute[code] ?? Object.values(statute)[0] ?? '')
    .replace('{recipient}', hers[`hers.${recipient}`]);
}
