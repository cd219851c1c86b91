// Messages that could not be read or trusted, so that a person can see them.

import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { keepLooked, quarantined } from './health-state.ts';
import { t } from './words.ts';

const reasons = [
  'malformed',
  'not-understood',
  'too-large',
  'unknown-device',
  'replayed',
  'bad-signature',
  'no-door',
  'told-by-clerk',
] as const;

function sayReason(code: string): string {
  const known = reasons.find((reason) => reason === code);
  return known === undefined ? t('reason.other') : t(`reason.${known}`);
}

export function Quarantine() {
  const items = quarantined.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="quarantine" aria-label={t('quarantine.label')} tabIndex={0}>
      <p class="quarantine-note">
        {items.length === 0 ? t('quarantine.empty') : t('quarantine.note')}
      </p>
      <ol>
        {items.map((item) => (
          <li key={item.id} class="kept">
            <p>
              <strong>{sayReason(item.reason)}</strong> · {item.protocol}
            </p>
            <p class="kept-side">
              {item.device ?? item.deviceId ?? t('quarantine.unknownDevice')} ·{' '}
              <time dateTime={item.at}>{dayAndTime(item.at)}</time>
            </p>
            {item.detail !== null && <p class="kept-side">{item.detail}</p>}
            <Button kind="plain" size="small" icon="check" onPress={() => void keepLooked(item.id)}>
              {t('quarantine.looked')}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}
