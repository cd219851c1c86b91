// Words of screens that come later, beside those that came with the page.
import { effect } from '@preact/signals';
import { spoken } from '#platform/ui/phone/words.ts';

/** Addresses by language code, as Vite's glob brings them from a folder. */
export function addressesOf(found: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(found).map(([path, address]) => [
      path.replace(/^.*\/|\.json$/g, ''),
      String(address),
    ]),
  );
}

/**
 * Adds the words in the language of the screen, now and whenever it changes; `known` is one of them. Rejects when they cannot be
 * fetched now.
 */
export async function addLaterWords(files: Record<string, string>, known: string): Promise<void> {
  await fetchWords(files, spoken.peek().language);
  effect(() => {
    const { language, texts } = spoken.value;
    // Without a network the screens keep to the language they have: it is better than none.
    if (!(known in texts)) fetchWords(files, language).catch(() => {});
  });
}

async function fetchWords(files: Record<string, string>, language: string): Promise<void> {
  const answer = await fetch(files[language] ?? files.en ?? '');
  if (!answer.ok) throw new Error(`The words of later screens answer ${answer.status}.`);
  const more = (await answer.json()) as Record<string, string>;
  const now = spoken.peek();
  if (now.language === language) spoken.value = { language, texts: { ...now.texts, ...more } };
}
