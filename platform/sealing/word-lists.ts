// The word lists of receipts: BIP-39's Korean and English, which are public, without look-alikes in their first letters, and fetched only when needed.
import type { WordList } from './words.ts';

export type ListLanguage = 'ko' | 'en';

/** Loads a list; 6 to 8 kB on the way. */
export async function loadWordList(language: ListLanguage): Promise<WordList> {
  const { wordlist } =
    language === 'ko'
      ? await import('@scure/bip39/wordlists/korean.js')
      : await import('@scure/bip39/wordlists/english.js');
  return wordlist;
}
