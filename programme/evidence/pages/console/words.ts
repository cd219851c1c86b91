// The words of packages of evidence at the desk.
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

type Key = keyof typeof ko & string;

/** Whether these words exist: a code of the server may be newer than this page. */
export function isWord(key: string): key is Key {
  return Object.hasOwn(ko, key);
}

/** In both languages at once: a package is read by people whom nobody here knows. */
export function both(key: Key): readonly [ko: string, en: string] {
  return [ko[key], en[key]];
}
