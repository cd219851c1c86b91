// Prepared words to her, in the language in which she wants to be answered and never in the desk's.
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

/** In the order in which they are mostly needed. None of them says more than that somebody is there. */
export const phrases = [
  'received',
  'believed',
  'safeNow',
  'contact',
  'choice',
  'evidence',
] as const;
export type Phrase = (typeof phrases)[number];

/** A phrase in her language; in English where this page has no words of hers. */
export function sayToHer(phrase: Phrase, language: string): string {
  return (language === 'ko' ? ko : en)[`phrase.${phrase}`];
}
