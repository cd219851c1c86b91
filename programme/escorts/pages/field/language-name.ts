// A language as the reader calls it.
import { language } from '#platform/ui/language.ts';

/** `en` is 영어 to whoever reads Korean. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(language.value, { type: 'language' }).of(code) ?? code;
}
