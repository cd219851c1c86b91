// One device whole: what is wrong, since when, and what to do about it.
import { dayAndTime } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { problemIcon } from './DeviceRow.tsx';
import { labelWords } from './device-words.ts';
import type { DeviceHealth } from './health-state.ts';
import { t } from './words.ts';
import './health.css';

export function DeviceDetail({ item, district }: { item: DeviceHealth; district: string }) {
  return (
    <section class="device-detail">
      <header>
        <p class="device-detail-state">
          <Icon name={problemIcon[item.problem]} size={18} />
          {t(`problem.${item.problem}`)}
        </p>
        <h2>{item.store}</h2>
        <p class="device-detail-side">
          {[district, labelWords(item)].filter((part) => part !== '').join(' · ')}
        </p>
      </header>
      <div class="device-do">
        <h3>{t('what.title')}</h3>
        <p>{t(`what.${item.problem}`)}</p>
        {item.storePhone !== null && (
          <a class="device-call" href={`tel:${item.storePhone}`}>
            <Icon name="call" size={18} />
            {t('what.call', { phone: item.storePhone })}
          </a>
        )}
      </div>
      <dl class="device-facts">
        {item.since !== null && (
          <div>
            <dt>{t(`problem.${item.problem}`)}</dt>
            <dd>{t('since', { time: dayAndTime(item.since) })}</dd>
          </div>
        )}
        <div>
          <dt>{t('device')}</dt>
          <dd>
            {item.lastSeenAt === null
              ? t('lastSeen.never')
              : t('lastSeen', { time: dayAndTime(item.lastSeenAt) })}
          </dd>
        </div>
        {item.batteryPercent !== null && (
          <div>
            <dt>{t('battery', { n: item.batteryPercent })}</dt>
            <dd>
              <meter
                min={0}
                max={100}
                low={25}
                value={item.batteryPercent}
                aria-label={t('battery', { n: item.batteryPercent })}
              />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
