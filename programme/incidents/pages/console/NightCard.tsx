// What the right side shows while no call is chosen: how to begin, and the hours of this night.
import type { ComponentChildren } from 'preact';
import { Icon } from '#platform/ui/Icon.tsx';
import { HourBars } from './HourBars.tsx';
import { night } from './night-state.ts';
import { openCount } from './queue-state.ts';
import { t } from './words.ts';

export function NightCard({ children }: { children?: ComponentChildren }) {
  const figures = night.value;
  return (
    <section class="detail night-card" aria-label={t('detail.label')}>
      {openCount.value > 0 && (
        <p class="night-card-pick">
          <Icon name="hand" size={22} />
          <span>
            {t('quiet.pick')}
            <small>{t('quiet.pickHint')}</small>
          </span>
        </p>
      )}
      {children}
      {figures !== null && (
        <div class="night-card-hours">
          <h2>{t('night.byHour')}</h2>
          <HourBars hours={figures.byHour} since={figures.since} />
        </div>
      )}
    </section>
  );
}
