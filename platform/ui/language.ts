// The language of the screen, and the words of every module in it.
import { computed, signal } from '@preact/signals';
import { fill, type Values } from './fill.ts';

/** Always there and complete; every other language is a file that a city may add. */
const complete = ['ko', 'en'] as const;
const storageKey = 'ansim.language';
/** Languages written from right to left that a city may meet. */
const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'ug', 'ur']);

type Words = Readonly<Record<string, string>>;
/** Addresses of the files `vi.json`, `zh.json` … beside a module's own two, as the bundler gives them. */
export type OtherFiles = Readonly<Record<string, string>>;
type Module = { files: Map<string, string>; texts: Map<string, Words> };

const modules: Module[] = [];
/** Codes for which at least one module of this page has words. */
const available = signal<readonly string[]>(complete);
/** What the city offers; until it is known, the two that are always there. */
const cityLanguages = signal<readonly string[]>(complete);
/** Counts files that came later than the language was chosen, so that what is shown follows. */
const arrived = signal(0);

/** The language now on the screen (BCP 47); reading `.value` while rendering follows every change. */
export const language = signal<string>(firstLanguage());

/** The languages a reader may choose from, in the city's order. */
export const offered = computed<readonly string[]>(() => {
  const both = cityLanguages.value.filter((code) => available.value.includes(code));
  return both.length === 0 ? complete : both;
});

/**
 * Changes the language everywhere and keeps the choice on this machine. A third language shows when its files have
 * come; when they cannot be had, the screen stays as it is and `false` is answered. `lasting` false shows it this once.
 */
export async function chooseLanguage(next: string, lasting = true): Promise<boolean> {
  if (!(await fetchWords(next))) return false;
  if (lasting) keep(next);
  show(next);
  return true;
}

/** Chooses the language after the present one, round and round: what the key L and a single button do. */
export function chooseNextLanguage(): void {
  void chooseLanguage(nextLanguage());
}

/** The code that `chooseNextLanguage` would choose. */
export function nextLanguage(): string {
  const all = offered.value;
  return all[(all.indexOf(language.value) + 1) % all.length] ?? 'ko';
}

/** A language by its own name: 한국어, English, Tiếng Việt. */
export function nameOfLanguage(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}

/** Marks the page with its language; called once when a page starts. */
export function startLanguage(): void {
  show(language.value);
  const wish = readKept();
  if (wish !== null && wish !== language.value && available.peek().includes(wish))
    void chooseLanguage(wish);
}

/**
 * Tells which languages the city offers. A reader who has chosen none yet is given the first of their browser's
 * that is among them.
 */
export function offerLanguages(codes: readonly string[]): void {
  cityLanguages.value = codes;
  const kept = readKept();
  if (kept !== null && offered.value.includes(kept)) return;
  const wish = wished(offered.value) ?? offered.value.find((code) => code === language.value);
  const next = wish ?? offered.value[0] ?? 'ko';
  if (next !== language.value) void fetchWords(next).then((there) => there && show(next));
}

/** A text that comes in several languages, in that of the screen, else in English, else in whatever there is. */
export function inLanguage(texts: Words): string {
  return texts[language.value] ?? texts.en ?? texts.ko ?? Object.values(texts)[0] ?? '';
}

/** Refuses an English key that has no Korean one, as the constraint already refuses the reverse. */
type NoOthers<Ko, En> = { [K in keyof En]: K extends keyof Ko ? string : never };

/**
 * The words of one module. Korean and English hold the same keys, which the types check; a third language may hold
 * fewer, and what it lacks is said in English. What may stand in a text's braces: see `fill`.
 *
 * `others` is `import.meta.glob(['./*.json', '!./{ko,en}.json'], { query: '?url', import: 'default', eager: true })`,
 * beside the two files, so that a language is added by adding a file.
 */
export function words<const Ko extends Words, const En extends Record<keyof Ko, string>>(
  ko: Ko,
  en: En & NoOthers<Ko, En>,
  others: OtherFiles = {},
): (key: keyof Ko & string, values?: Values) => string {
  const files = new Map(
    Object.entries(others).map(([file, address]) => [file.replace(/^.*\/|\.json$/g, ''), address]),
  );
  const own: Module = { files, texts: new Map() };
  modules.push(own);
  available.value = [...new Set([...available.peek(), ...files.keys()])];
  // A part of the page that is loaded later brings its words in the language already shown.
  if (files.has(language.peek())) void fetchOf(own, language.peek()).then(() => arrived.value++);
  return function translate(key, values) {
    const chosen = language.value;
    if (chosen === 'ko') return fill(ko[key] ?? key, values, 'ko');
    const third = arrived.value >= 0 ? own.texts.get(chosen)?.[key] : undefined;
    if (third !== undefined) return fill(third, values, chosen);
    return fill(en[key] ?? ko[key] ?? key, values, 'en');
  };
}

async function fetchWords(code: string): Promise<boolean> {
  const wanted = modules.filter((one) => one.files.has(code));
  if (wanted.length === 0) return (complete as readonly string[]).includes(code);
  const came = await Promise.all(wanted.map((one) => fetchOf(one, code)));
  return came.includes(true);
}

async function fetchOf(own: Module, code: string): Promise<boolean> {
  if (own.texts.has(code)) return true;
  try {
    const response = await fetch(own.files.get(code) ?? '');
    if (!response.ok) return false;
    own.texts.set(code, (await response.json()) as Words);
    return true;
  } catch {
    // No network: the screen stays in the language it has.
    return false;
  }
}

function show(next: string): void {
  language.value = next;
  if (typeof document === 'undefined') return;
  document.documentElement.lang = next;
  document.documentElement.dir = rightToLeft.has(next.split('-')[0] ?? next) ? 'rtl' : 'ltr';
}

/** The first of the browser's languages that is among these: `zh-CN` finds `zh-CN` or `zh`. */
function wished(codes: readonly string[]): string | undefined {
  for (const wish of globalThis.navigator?.languages ?? []) {
    const short = wish.split('-')[0]?.toLowerCase();
    const found = codes.find((code) => code === wish) ?? codes.find((code) => code === short);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a page starts in, before the city has told what it offers: one of the two that need no file. */
function firstLanguage(): string {
  if (typeof document === 'undefined') return 'ko';
  const kept = readKept();
  if (kept === 'ko' || kept === 'en') return kept;
  return kept === null ? (wished(complete) ?? 'en') : 'en';
}

function readKept(): string | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage.getItem(storageKey);
  } catch {
    // A browser that refuses storage still has a language of its own.
    return null;
  }
}

function keep(next: string): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Kept for this page only.
  }
}
