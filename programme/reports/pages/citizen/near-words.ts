// Words of the lists that are close to a mistyped one.
import type { WordList } from '#platform/sealing/index.ts';

/** Letters that differ (Levenshtein), counted in jamo for Korean; stops counting past `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length]!;
}

/** Up to three words at most two letters away, the closest first. */
export function nearWords(word: string, lists: readonly WordList[]): string[] {
  const most = 2;
  const typed = word.normalize('NFKD').toLowerCase();
  return lists
    .flat()
    .map((one) => ({ one, far: distance(typed, one.normalize('NFKD'), most) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ one }) => one.normalize('NFC'));
}

/** The words of a text as `readReceipt` takes it apart. */
export function splitWords(text: string): string[] {
  return text.split(/[\s,.;·]+/u).filter((word) => word !== '');
}
