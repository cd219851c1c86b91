// Figures as they are printed: percentiles of what was measured, each beside its floor.

export type Line = {
  figure: string;
  measured: string;
  floor?: string;
  ratio?: string;
  target: string;
  /** Whether the target was reached, where the bench decides it. */
  held?: boolean;
};

/** The value below which this share (0..1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds in words. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

/** A Markdown table of the lines. */
export function toTable(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ figure, measured, floor = '–', ratio = '–', target }) =>
      `| ${figure} | ${measured} | ${floor} | ${ratio} | ${target} |`,
  );
  return [
    '| Figure | Measured | Floor | Ratio | Target |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
