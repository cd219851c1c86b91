// The devices tab: what needs a person, and what could not be read.

import { count } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { VirtualList } from '#platform/ui/VirtualList.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import { board, boardFailed, devices, half, quarantined, selectedDevice } from './health-state.ts';
import { Quarantine } from './Quarantine.tsx';
import { t } from './words.ts';
import './health.css';

export function HealthBoard({ districtName }: { districtName: (code: string) => string }) {
  const items = devices.value;
  const health = board.value;
  return (
    <div class="health">
      <fieldset class="halves">
        <legend class="only-heard">{t('health.label')}</legend>
        {(['devices', 'quarantine'] as const).map((one) => (
          <button
            key={one}
            type="button"
            class="half"
            aria-pressed={half.value === one}
            onClick={() => {
              half.value = one;
            }}
          >
            {t(`health.${one}`)}{' '}
            <span>{count(one === 'devices' ? items.length : quarantined.value.length)}</span>
          </button>
        ))}
        {health !== null && (
          <p class="health-well">
            {t('health.well', { well: health.well, devices: health.devices })}
          </p>
        )}
      </fieldset>
      {half.value === 'quarantine' ? (
        <Quarantine />
      ) : boardFailed.value && health === null ? (
        <p class="queue-none">{t('health.failed')}</p>
      ) : items.length === 0 ? (
        <div class="health-none">
          <Icon name="check" size={28} />
          <p>{t('health.all-well')}</p>
          <small>{t('health.all-well.note')}</small>
        </div>
      ) : (
        <VirtualList
          label={t('health.label')}
          count={items.length}
          rowHeight={88}
          active={items.findIndex((item) => item.id === selectedDevice.value)}
          idOf={(index) => items[index]?.id ?? String(index)}
          onChoose={(index) => {
            selectedDevice.value = items[index]?.id ?? null;
          }}
        >
          {(index) => {
            const item = items[index];
            return item === undefined ? null : (
              <DeviceRow
                item={item}
                chosen={item.id === selectedDevice.value}
                district={districtName(item.district)}
              />
            );
          }}
        </VirtualList>
      )}
    </div>
  );
}
