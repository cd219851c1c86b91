// Latin spelling of the city's Korean names by the Revised Romanization of Korean (2000).
import { romanize } from 'es-hangul';

const known = new Map<string, string>();

/** "무지개" → "Mujigae". Spelled once and remembered, because the same words name thousands of places. */
export function romanised(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const plain = romanize(word);
  const latin = plain.charAt(0).toUpperCase() + plain.slice(1);
  known.set(word, latin);
  return latin;
}
