// Single values as official files write them: none as a dash, numbers with commas, stray spaces.

/** Whether a field says that there is nothing: empty, or one of the marks that stand for none. */
export function isNone(text: string): boolean {
  return /^(?:[-–—.]*|없음|해당\s*없음|null|n\/?a)$/iu.test(text.trim());
}

/** The text with single spaces, or `''` where it stands for none. */
export function plainText(text: string | undefined): string {
  const plain = (text ?? '').replace(/\s+/gu, ' ').trim();
  return isNone(plain) ? '' : plain;
}

/**
 * A number as people and spreadsheets write it: `2,816`, `37.5326`, `37,5326` (a comma as decimal point where no
 * thousands can be meant) or full-width digits. `undefined` for anything else.
 */
export function readNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''));
  if (/^[+-]?\d+,\d+$/.test(plain)) return Number(plain.replace(',', '.'));
  return /^[+-]?\d+(?:\.\d*)?$|^[+-]?\.\d+$/.test(plain) ? Number(plain) : undefined;
}
