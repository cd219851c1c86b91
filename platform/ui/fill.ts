// Puts values into a text: names, Korean particles, and forms by number.
import { withParticle } from './particles.ts';

export type Values = Readonly<Record<string, string | number>>;

/** The order in which a text gives its forms; a language uses those it has (Unicode CLDR plural categories). */
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/**
 * `{name}` is replaced, `{name|이/가}` also adds the Korean particle that fits, and `{n:call|calls}` chooses by
 * the plural rules of the language: one form for each category it has, in the order zero, one, two, few, many, other.
 */
export function fill(text: string, values: Values | undefined, inLanguage: string): string {
  if (!text.includes('{')) return text;
  return text.replace(
    /\{(\w+)(?:([|:])([^}]*))?\}/g,
    (whole, name: string, kind?: string, rest?: string) => {
      const value = values?.[name];
      if (value === undefined) return whole;
      const shown = typeof value === 'number' ? numberFormat(inLanguage).format(value) : value;
      if (kind === undefined || rest === undefined) return shown;
      return kind === '|' ? withParticle(shown, rest) : formOf(rest, Number(value), inLanguage);
    },
  );
}

function formOf(rest: string, value: number, inLanguage: string): string {
  const forms = rest.split('|');
  const rules = new Intl.PluralRules(inLanguage);
  const own: readonly string[] = rules.resolvedOptions().pluralCategories;
  const at = categories.filter((one) => own.includes(one)).indexOf(rules.select(value));
  return forms[at] ?? forms.at(-1) ?? '';
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(inLanguage: string): Intl.NumberFormat {
  const kept = numberFormats.get(inLanguage) ?? new Intl.NumberFormat(inLanguage);
  numberFormats.set(inLanguage, kept);
  return kept;
}
