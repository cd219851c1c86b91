// Telephone numbers that can never ring: no Seoul exchange begins with 0, so 02-0xx-xxxx is not assigned.

/** Hands out "02-000-0001" and up, each once; the thousand from 02-000-9000 is kept for police offices. */
export function phoneBook(): {
  next: () => string;
  nextPolice: () => string;
  take: (line: number) => string;
} {
  const taken = new Set<number>();
  let line = 0;
  let police = 9_000;
  function written(n: number): string {
    const exchange = String(Math.floor(n / 10_000)).padStart(3, '0');
    if (exchange.length > 3 || !exchange.startsWith('0')) {
      throw new Error('The demo city is out of telephone numbers; build it at a smaller scale.');
    }
    return `02-${exchange}-${String(n % 10_000).padStart(4, '0')}`;
  }
  function next(): string {
    do {
      line += 1;
    } while (taken.has(line) || (line >= 9_000 && line < 10_000));
    return written(line);
  }
  function nextPolice(): string {
    police += 1;
    return written(police);
  }
  function take(n: number): string {
    taken.add(n);
    return written(n);
  }
  return { next, nextPolice, take };
}
