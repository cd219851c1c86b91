// The words of this app: one JSON file a language beside this one is all that a language needs.
import type ko from './words/ko.json';

type Ko = typeof ko;
declare module '#platform/ui/phone/words.ts' {
  interface Words extends Ko {}
}

/** Addresses of the files by language code. */
export const wordFiles = Object.fromEntries(
  Object.entries(
    import.meta.glob(['./words/*.json'], { query: '?url', import: 'default', eager: true }),
  ).map(([path, address]) => [path.slice('./words/'.length, -'.json'.length), address]),
);
