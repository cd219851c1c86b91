// Months of the city, by its own clocks.

/** The month of a moment, YYYY-MM. */
export function monthOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).format(
    at,
  );
}

/** The first moments of a month and of the next one, by the clocks of a zone. */
export function monthSpan(month: string, timeZone: string): { from: Date; to: Date } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: midnight(`${month}-01`, timeZone), to: midnight(`${next}-01`, timeZone) };
}

function midnight(day: string, timeZone: string): Date {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const at = new Date(`${day}T00:00:00Z`);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const offset = name === 'GMT' ? '+00:00' : name.replace('GMT', '');
  return new Date(`${day}T00:00:00${offset}`);
}
