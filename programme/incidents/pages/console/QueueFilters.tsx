// Narrows the queue by district and by door.
import { Icon } from '#platform/ui/Icon.tsx';
import { Key } from '#platform/ui/Key.tsx';
import type { Door } from '../../contract.ts';
import { myDistricts } from './city.ts';
import { filtering, filters } from './queue-state.ts';
import { listed } from './selection.ts';
import { t } from './words.ts';

const doors = [
  'store',
  'sos',
  'hotline',
  'walk',
  'home',
  'report',
  'patrol',
] as const satisfies readonly Door[];

/** Shows the filters and puts the cursor into the first; Escape gives it back to the queue. */
export function askForFilters(): void {
  filtering.value = true;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.filter select')?.focus());
}

function leave(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  filtering.value = false;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

export function QueueFilters() {
  const { district, door } = filters.value;
  return (
    <fieldset class="filters" aria-keyshortcuts="F" onKeyDown={leave}>
      <legend class="only-heard">{t('queue.filters')}</legend>
      {myDistricts.value.length > 1 && (
        <label class={district === null ? 'filter' : 'filter filter-on'}>
          <span class="only-heard">{t('queue.district')}</span>
          <select
            value={district ?? ''}
            onChange={(event) => {
              filters.value = { ...filters.value, district: event.currentTarget.value || null };
            }}
          >
            <option value="">{t('queue.allDistricts')}</option>
            {myDistricts.value.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
          <Icon name="down" size={14} />
        </label>
      )}
      <label class={door === null ? 'filter' : 'filter filter-on'}>
        <span class="only-heard">{t('queue.door')}</span>
        <select
          value={door ?? ''}
          onChange={(event) => {
            const chosen = doors.find((one) => one === event.currentTarget.value) ?? null;
            filters.value = { ...filters.value, door: chosen };
          }}
        >
          <option value="">{t('queue.allDoors')}</option>
          {doors.map((one) => (
            <option key={one} value={one}>
              {t(`door.${one}`)}
            </option>
          ))}
        </select>
        <Icon name="down" size={14} />
      </label>
      {(district !== null || door !== null) && (
        <>
          <span class="filter-count">{listed.value.length}</span>
          <button
            type="button"
            class="filter-clear"
            aria-label={t('queue.clear')}
            onClick={() => {
              filters.value = { district: null, door: null };
            }}
          >
            <Icon name="x" size={16} />
          </button>
        </>
      )}
      {district === null && door === null && (
        <span class="filter-key">
          <Key>F</Key>
        </span>
      )}
    </fieldset>
  );
}
