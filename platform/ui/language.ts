// The language of the screen, and the words of every module in it.
import { signal } from '@preact/signals';
import { josa } from 'es-hangul';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'ansim.language';

/** The language now on the screen; reading `.value` while rendering follows every change. */
export const language = signal<Language>(readChosen());

/** Changes the language everywhere, and keeps the choice on this machine. */
export function chooseLanguage(next: Language): void {
  language.value = next;
  keep(next);
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}

/** Marks the page with its language; called once when a page starts. */
export function startLanguage(): void {
  document.documentElement.lang = language.value;
}

export type Values = Readonly<Record<string, string | number>>;
type Words = Readonly<Record<string, string>>;
/** Refuses an English key that has no Korean one, as the constraint already refuses the reverse. */
type NoOthers<Ko, En> = { [K in keyof En]: K extends keyof Ko ? string : never };

/**
 * The words of one module. Both files hold the same keys, which the types check.
 *
 * In a text, `{name}` is replaced, `{name|이/가}` also adds the Korean particle that fits, and
 * `{n:call|calls}` chooses by the plural rules of the language.
 */
export function words<const Ko extends Words, const En extends Record<keyof Ko, string>>(
  ko: Ko,
  en: En & NoOthers<Ko, En>,
): (key: keyof Ko & string, values?: Values) => string {
  return function translate(key, values) {
    const chosen = language.value;
    const text = (chosen === 'ko' ? ko : en)[key];
    return text === undefined ? key : fill(text, values, chosen);
  };
}

/** Puts values into one text; see `words` for what may stand in braces. */
export function fill(text: string, values: Values | undefined, inLanguage: Language): string {
  if (!text.includes('{')) return text;
  return text.replace(
    /\{(\w+)(?:([|:])([^}]*))?\}/g,
    (whole, name: string, kind?: string, rest?: string) => {
      const value = values?.[name];
      if (value === undefined) return whole;
      const shown = typeof value === 'number' ? numberFormat(inLanguage).format(value) : value;
      if (kind === undefined || rest === undefined) return shown;
      if (kind === '|') return withParticle(shown, rest);
      const [one = '', other = one] = rest.split('|');
      const form = new Intl.PluralRules(inLanguage).select(Number(value));
      return form === 'one' ? one : other;
    },
  );
}

const numberFormats = new Map<Language, Intl.NumberFormat>();
function numberFormat(inLanguage: Language): Intl.NumberFormat {
  const kept = numberFormats.get(inLanguage) ?? new Intl.NumberFormat(inLanguage);
  numberFormats.set(inLanguage, kept);
  return kept;
}

type Particle = Parameters<typeof josa>[1];
/** How the last digit of a number sounds: 순찰 21 is read 이십일, so that it takes 이 and not 가. */
const digitSounds = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
function withParticle(word: string, particle: string): string {
  const heard = word.replace(/\d$/, (digit) => digitSounds[Number(digit)] ?? digit);
  return word + josa.pick(heard, particle as Particle);
}

function readChosen(): Language {
  if (typeof localStorage === 'undefined') return 'ko';
  try {
    const kept = localStorage.getItem(storageKey);
    if (kept === 'ko' || kept === 'en') return kept;
  } catch {
    // A browser that refuses storage still has a language of its own.
  }
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ko';
}

function keep(next: Language): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Kept for this page only.
  }
}
