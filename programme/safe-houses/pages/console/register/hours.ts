// Opening hours in words.
import { language } from '#platform/ui/language.ts';
import type { Hours } from '../../../shapes.ts';
import { t } from '../words.ts';

/** Short name of a weekday, 0 is Sunday. */
export function weekday(number: number): string {
  // 4 January 2026 was a Sunday.
  return new Intl.DateTimeFormat(language.value, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + number),
  );
}

/** `24 hours`, or each range with its days. */
export function sayHours(hours: Hours): string {
  if (hours === '24h') return t('hours.always');
  return hours
    .map(({ days, from, to }) =>
      days.length === 7
        ? `${t('hours.daily')} ${from}–${to}`
        : `${days.map(weekday).join(' ')} ${from}–${to}`,
    )
    .join(', ');
}
