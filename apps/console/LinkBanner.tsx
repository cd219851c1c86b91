// Says plainly that the screen may be old, and since when.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { hourMinuteSecond } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { tell } from '#platform/ui/notices.ts';
import { link } from '#programme/incidents/pages/console/index.ts';
import { t } from './words.ts';

/** A link that returns within two seconds is not worth a word. */
const patience = 2000;
const late = signal(false);

export function LinkBanner() {
  const status = link.value;
  const down = status.state === 'down';
  const wasShown = useRef(false);
  useEffect(() => {
    if (!down) {
      if (wasShown.current && status.state === 'live') tell(t('banner.back'));
      wasShown.current = false;
      late.value = false;
      return;
    }
    const timer = setTimeout(() => {
      late.value = true;
      wasShown.current = true;
    }, patience);
    return () => clearTimeout(timer);
  }, [down, status.state]);
  return (
    <div role="alert">
      {down && late.value && (
        <p class="banner">
          <Icon name="offline" size={20} />
          <strong>{t('banner.down')}</strong>
          <span>
            {status.lastAt === null
              ? t('banner.never')
              : t('banner.since', { time: hourMinuteSecond(status.lastAt) })}
          </span>
        </p>
      )}
    </div>
  );
}
