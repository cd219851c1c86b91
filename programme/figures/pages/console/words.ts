// The words of figures, at the desks.
import { words } from '#platform/ui/language.ts';
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
