// Notices text that decodes without an error and is nonsense all the same: opened in a wrong encoding, then saved.
import iconv from 'iconv-lite';

/** Judging the beginning is enough: a file is misread as a whole. */
const sample = 200_000;

let everyday: ReadonlySet<string> | undefined;

/**
 * Where misread text begins and how many characters of the sample are odd, or `undefined` for text that makes sense.
 *
 * Korean prose keeps to the 2,350 syllables of KS X 1001; of the 8,822 others, which CP949 added, real files hold next
 * to none, while misread bytes hit them at random.
 */
export function misreadAt(
  text: string,
  encoding: 'utf-8' | 'cp949',
): { at: number; damaged: number } | undefined {
  everyday ??= syllablesOfKsX1001();
  let hangul = 0;
  const odd = { syllables: 0, accented: 0, hanja: 0 };
  let first = -1;
  const end = Math.min(text.length, sample);
  for (let at = 0; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    const group = groupOf(unit, text[at]!, everyday);
    if (group === 'hangul') hangul += 1;
    else if (group) {
      odd[group] += 1;
      if (first < 0) first = at;
    }
  }
  const all = hangul + odd.syllables;
  const nonsense =
    (odd.syllables >= 3 && odd.syllables > all * 0.15) ||
    (odd.accented >= 5 && odd.accented > all) ||
    (encoding === 'cp949' && odd.hanja >= 5 && odd.hanja > all);
  if (nonsense) return { at: first, damaged: odd.syllables + odd.accented + odd.hanja };
  return questionMarks(text);
}

/** How many everyday syllables a reading of a file has: the right one has by far the most. */
export function everydaySyllables(text: string): number {
  everyday ??= syllablesOfKsX1001();
  let found = 0;
  for (const character of text.slice(0, sample)) if (everyday.has(character)) found += 1;
  return found;
}

function groupOf(unit: number, character: string, known: ReadonlySet<string>) {
  if (unit >= 0xac00 && unit <= 0xd7a3) return known.has(character) ? 'hangul' : 'syllables';
  // Letters of Western Europe; signs such as ·, °, ² and × stand in real files.
  if (unit >= 0xc0 && unit <= 0xff && unit !== 0xd7 && unit !== 0xf7) return 'accented';
  if (unit >= 0x80 && unit <= 0x9f) return 'accented';
  if (unit >= 0x4e00 && unit <= 0x9fff) return 'hanja';
  return undefined;
}

/** Saved where Korean could not be written, every syllable of the header becomes a question mark. */
function questionMarks(text: string): { at: number; damaged: number } | undefined {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const at = header.indexOf('??');
  return at < 0 ? undefined : { at, damaged: (header.match(/\?/g) ?? []).length };
}

function syllablesOfKsX1001(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = 0xb0; lead <= 0xc8; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail);
  }
  return new Set(iconv.decode(Buffer.from(bytes), 'cp949'));
}
