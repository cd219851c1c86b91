// Which months are due, and which half-years they end. Months are named by their first day, `2026-11-01`.

/** The month so many after another. */
export function monthAfter(month: string, by = 1): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 10);
}

/**
 * The last month whose figures are due: its end is so many days past. Lines come late, because they wait for others to be shuffled with;
 * the delay is for them.
 *
 * @param today in the city, `2026-11-25`
 */
export function lastDue(today: string, afterDays: number): string {
  const [year, number, day] = today.split('-').map(Number) as [number, number, number];
  const then = new Date(Date.UTC(year, number - 1, day - afterDays)).toISOString().slice(0, 10);
  return monthAfter(`${then.slice(0, 7)}-01`, -1);
}

/** The half-year that ends with a month; null: none does. */
export function halfEndingWith(month: string): string | null {
  return month.slice(5, 7) === '06' || month.slice(5, 7) === '12' ? monthAfter(month, -5) : null;
}
