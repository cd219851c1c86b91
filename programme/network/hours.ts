// Hours for pay and for volunteers' credit, as figures and as a file for a spreadsheet.
import type { HoursRow } from './store.ts';

export type Hours = {
  staffNumber: string;
  name: string;
  kind: 'scout' | 'volunteer';
  shifts: number;
  hours: number;
  pay: number | null;
};

/** Hours to two decimals; pay is rounded once, at the end. */
export function toHours(rows: readonly HoursRow[]): Hours[] {
  return rows.map(({ seconds, payPerHour, ...row }) => ({
    staffNumber: row.staffNumber,
    name: row.name,
    kind: row.kind,
    shifts: row.shifts,
    hours: Math.round(seconds / 36) / 100,
    pay: payPerHour === null ? null : Math.round((seconds / 3600) * payPerHour),
  }));
}

/** CSV (RFC 4180) with a byte order mark. A cell that a spreadsheet would take for a formula is told to be text. */
export function toHoursCsv(items: readonly Hours[]): string {
  const header = ['staff_number', 'name', 'kind', 'shifts', 'hours', 'pay'];
  const rows = items.map((item) => [
    item.staffNumber,
    item.name,
    item.kind,
    String(item.shifts),
    item.hours.toFixed(2),
    item.pay === null ? '' : String(item.pay),
  ]);
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
