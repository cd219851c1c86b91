// Whether the screen is live, and how late it hears.

import { language } from '#platform/ui/language.ts';
import { lateness, link } from '#programme/incidents/pages/console/index.ts';
import { t } from './words.ts';

export function LinkState() {
  const { state } = link.value;
  const late = lateness.value;
  const seconds =
    late === null
      ? null
      : new Intl.NumberFormat(language.value, {
          minimumFractionDigits: 1,
          maximumFractionDigits: 1,
        }).format(Math.max(0.1, late / 1000));
  return (
    <span class={`link link-${state}`}>
      {t(`link.${state}`)}
      {state === 'live' && seconds !== null && (
        <span class="link-late"> · {t('link.lateness', { seconds })}</span>
      )}
    </span>
  );
}
