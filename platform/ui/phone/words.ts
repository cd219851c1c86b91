// The words of a phone's pages: one JSON file a language, fetched alone, so that nobody downloads another's.
import { signal } from '@preact/signals';
import { fill, type Values } from '../fill.ts';

/** Which words there are. The app that brings the files adds them by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: an empty one is what others add to
export interface Words {}
export type Word = keyof Words & string;
export type Texts = Readonly<Record<string, string>>;

type Locale = Intl.Locale & { getTextInfo?(): { direction?: string } };

const storageKey = 'ansim.language';

/** The language on the screen with its texts; reading it while rendering follows every change. */
export const spoken = signal<{ language: string; texts: Texts }>({ language: 'ko', texts: {} });
/** Languages that there are files for, by code. */
export const languages = signal<readonly string[]>(['ko']);

let addresses: Readonly<Record<string, string>> = {};

/**
 * Starts with the words that came with the page. Another language that was chosen here before is fetched first,
 * for a second and a half at most: words in the wrong language help sooner than none.
 */
export async function startWords(
  came: { language: string; texts: Texts; languages: readonly string[] },
  files: Readonly<Record<string, string>>,
): Promise<void> {
  addresses = files;
  languages.value = came.languages.filter((code) => code in files);
  show(came.language, came.texts);
  const chosen = readChosen();
  if (chosen === null || chosen === came.language || !languages.value.includes(chosen)) return;
  await Promise.race([fetchWords(chosen), new Promise((done) => setTimeout(done, 1500))]);
}

/** Changes the language, and keeps the choice on this phone. False when its words could not be fetched. */
export async function chooseLanguage(code: string): Promise<boolean> {
  if (!(await fetchWords(code))) return false;
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // Kept for this page only.
  }
  return true;
}

async function fetchWords(code: string): Promise<boolean> {
  const address = addresses[code];
  if (address === undefined) return false;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return false;
    show(code, (await answer.json()) as Texts);
    return true;
  } catch {
    return false;
  }
}

function show(language: string, texts: Texts): void {
  document.documentElement.lang = language;
  const { direction = 'ltr' } = (new Intl.Locale(language) as Locale).getTextInfo?.() ?? {};
  document.documentElement.dir = direction;
  spoken.value = { language, texts };
}

function readChosen(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** One text in the language of the screen; see `fill` for what may stand in its braces. */
export function t(key: Word, values?: Values): string {
  const { language, texts } = spoken.value;
  return fill(texts[key] ?? key, values, language);
}

/** `1,024`, or what the language makes of it. */
export function figure(value: number, language = spoken.value.language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
}

/** A name that comes in several languages, in the one on the screen. */
export function inLanguage(names: Readonly<Record<string, string>> | undefined): string {
  return names?.[spoken.value.language] ?? names?.en ?? Object.values(names ?? {})[0] ?? '';
}
