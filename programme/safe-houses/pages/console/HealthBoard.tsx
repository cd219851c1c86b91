// The devices tab: what needs a person, and what could not be read.

import { count } from '#platform/ui/format.ts';
import { icons } from '#platform/ui/icons.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Unanswered } from '#platform/ui/states/Unanswered.tsx';
import { VirtualList } from '#platform/ui/VirtualList.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import {
  board,
  boardProblem,
  devices,
  fetchHealth,
  half,
  quarantined,
  selectedDevice,
} from './health-state.ts';
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
      ) : health === null ? (
        boardProblem.value === null ? (
          <Loading lines={6} onRetry={fetchHealth} />
        ) : (
          <Unanswered problem={boardProblem.value} onRetry={fetchHealth} />
        )
      ) : items.length === 0 ? (
        <Empty shapes={icons.check} title={t('health.all-well')} note={t('health.all-well.note')} />
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
