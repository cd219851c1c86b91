// One device that needs a person.
import { dayAndTime } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import { ageWords, labelWords } from './device-words.ts';
import type { DeviceHealth } from './health-state.ts';
import { t } from './words.ts';

export const problemIcon: Record<DeviceHealth['problem'], IconName> = {
  silent: 'unheard',
  battery: 'battery',
  'never-heard': 'unheard',
  tampered: 'tampered',
};

export function DeviceRow({
  item,
  chosen,
  district,
}: {
  item: DeviceHealth;
  chosen: boolean;
  district: string;
}) {
  const age = ageWords(item);
  return (
    <article class={`device${chosen ? ' device-chosen' : ''} device-${item.problem}`}>
      <span class="device-icon">
        <Icon name={problemIcon[item.problem]} size={20} />
      </span>
      <div class="device-main">
        <h2>{item.store}</h2>
        <p>
          {labelWords(item)}
          {district !== '' && ` · ${district}`}
        </p>
        <p>
          <strong>{t(`problem.${item.problem}`)}</strong>
          {item.since !== null && ` · ${t('since', { time: dayAndTime(item.since) })}`}
        </p>
      </div>
      <span class="device-age">
        {item.problem === 'battery' && item.batteryPercent !== null
          ? `${item.batteryPercent}%`
          : age}
      </span>
    </article>
  );
}
