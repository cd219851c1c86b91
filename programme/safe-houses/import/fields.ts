// Reads the single fields of a safe house: telephone, year, operating flag, chain; each with what is odd about it.
import { readNumber } from '#platform/imports/index.ts';

/** `odd` is the code of a finding about the value. */
export type Reading<Value> = { value: Value; odd: string | null };

/**
 * A Korean telephone number with hyphens. Placeholders such as 000-0000-0000 become none; what cannot be dialled is kept
 * as it stands and called odd, since a person may still make sense of it.
 */
export function readPhone(text: string): Reading<string | null> {
  if (text === '') return { value: null, odd: 'missing-phone' };
  const plain = text
    .normalize('NFKC')
    .replace(/^\+?82[\s-]?0?/, '0')
    .replace(/[).~\s]+/g, '-')
    .replace(/[(]/g, '');
  const digits = plain.replace(/\D/g, '');
  if (digits === '' || /^(\d)\1*$/.test(digits)) return { value: null, odd: 'placeholder-phone' };
  const parts =
    /^(1[5-9]\d{2})(\d{4})$/.exec(digits) ??
    /^(02)(\d{3,4})(\d{4})$/.exec(digits) ??
    /^(050\d)(\d{3,4})(\d{4})$/.exec(digits) ??
    /^(01\d|0[3-9]\d)(\d{3,4})(\d{4})$/.exec(digits);
  // 050x numbers have eleven or twelve digits; one with hyphens elsewhere has lost some.
  const hyphensFit =
    !/[^\d-]/.test(plain) &&
    parts !== null &&
    (!plain.includes('-') || plain === parts.slice(1).join('-'));
  if (!parts || !hyphensFit) return { value: text, odd: 'odd-phone' };
  return { value: parts.slice(1).join('-'), odd: null };
}

/**
 * The day of designation from a year (`2014`, `2,014`, `2014년`, `2014.0`) or a date; a year alone counts from 1 January.
 * `thisYear` bounds what is plausible: the first safe houses opened in 2013, pilots a little before.
 */
export function readDesignation(text: string, thisYear: number): Reading<string | null> {
  if (text === '') return { value: null, odd: null };
  // A spreadsheet turns the year 2014 into 2014.0.
  const plain = text.replace(/\.0+$/, '');
  const date = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?\.?$/.exec(plain);
  const year = date ? Number(date[1]) : readNumber(plain.replace(/년.*$/u, ''));
  if (year === undefined || !Number.isInteger(year) || year < 2010 || year > thisYear)
    return { value: null, odd: 'odd-year' };
  const month = Number(date?.[2] ?? 1);
  const day = Number(date?.[3] ?? 1);
  const read = new Date(Date.UTC(year, month - 1, day));
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day)
    return { value: null, odd: 'odd-year' };
  return { value: read.toISOString().slice(0, 10), odd: null };
}

/** Y and N, and the words that single districts write instead; `null` when it says neither. */
export function readOperating(text: string): 'operating' | 'closed' | null {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
  if (['y', 'yes', 'o', '1', 'true', '운영', '운영중', '영업', '영업중'].includes(plain))
    return 'operating';
  if (['n', 'no', 'x', '0', 'false', '미운영', '폐업', '해제', '중지', '운영중지'].includes(plain))
    return 'closed';
  return null;
}

/** YYYY-MM-DD from a date in any usual form, or `null`. */
export function readDay(text: string): string | null {
  const parts = /^(\d{4})[-./]?\s?(\d{1,2})[-./]?\s?(\d{1,2})\.?$/.exec(text);
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : null;
}

const chains: readonly [RegExp, string][] = [
  [/^(?:cu|씨유)/i, 'CU'],
  [/^(?:gs\s*25|지에스\s*25|gs)/i, 'GS25'],
  [/^(?:7-?eleven|세븐\s*일레븐|세븐)/i, '세븐일레븐'],
  [/^(?:emart\s*24|이마트\s*24)/i, '이마트24'],
  [/^(?:mini\s*stop|미니\s*스톱)/i, '미니스톱'],
];

/** The chain that a shop's name begins with, or `null`. */
export function chainOf(name: string): string | null {
  return chains.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
