// The words of overrides at the desk.
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

/** Whether these words exist: a refusal may be newer than this page. */
export function isWord(key: string): key is keyof typeof ko & string {
  return Object.hasOwn(ko, key);
}
