// Walks home as this app puts them together: their screens, and their words beside those that came with the page.
import { effect } from '@preact/signals';
import { spoken } from '#platform/ui/phone/words.ts';
import type ko from './words/walk/ko.json';

export {
  present,
  ReceiptsScreen,
  start,
  WalkScreen,
  WayScreen,
} from '#programme/escorts/pages/citizen/later.ts';
export { WithWay } from '#programme/escorts/pages/citizen/with.ts';

type Ko = typeof ko;
declare module '#platform/ui/phone/words.ts' {
  interface Words extends Ko {}
}

const files = Object.fromEntries(
  Object.entries(
    import.meta.glob(['./words/walk/*.json'], { query: '?url', import: 'default', eager: true }),
  ).map(([path, address]) => [path.slice('./words/walk/'.length, -'.json'.length), address]),
) as Record<string, string>;
const known = 'walk.title';

/** Adds the words in the language of the screen, now and whenever it changes. Rejects when they cannot be fetched now. */
export async function addWords(): Promise<void> {
  await fetchWords(spoken.peek().language);
  effect(() => {
    const { language, texts } = spoken.value;
    // Without a network the screens keep to the language they have: it is better than none.
    if (!(known in texts)) fetchWords(language).catch(() => {});
  });
}

async function fetchWords(language: string): Promise<void> {
  const answer = await fetch(files[language] ?? files.en ?? '');
  if (!answer.ok) throw new Error(`The words of walks answer ${answer.status}.`);
  const more = (await answer.json()) as Record<string, string>;
  const now = spoken.peek();
  if (now.language === language) spoken.value = { language, texts: { ...now.texts, ...more } };
}
