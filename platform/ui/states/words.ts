// The words of the states that any screen can be in; a phone says them in a sentence, a desk in a few words.
import { words } from '../language.ts';
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

export type Voice = 'phone' | 'desk';
