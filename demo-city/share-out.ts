// Splits a whole number into whole shares that add up.

/** Shares of `total` in proportion to the weights, none below `least` (largest remainders; adds up exactly). */
export function shareOut(total: number, weights: readonly number[], least: number): number[] {
  const floor = Math.min(least, Math.floor(total / weights.length));
  const sum = weights.reduce((a, b) => a + b, 0);
  const free = total - floor * weights.length;
  const exact = weights.map((weight) => (free * weight) / sum);
  const shares = exact.map(Math.floor);
  const missing = free - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, i) => [value - Math.floor(value), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (let i = 0; i < missing; i += 1) {
    const at = byRemainder[i]![1];
    shares[at] = shares[at]! + 1;
  }
  return shares.map((share) => share + floor);
}
