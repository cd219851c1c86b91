// The list of calls on the left: filters, rows, and a calm place when there is nothing.
import { VirtualList } from '#platform/ui/VirtualList.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueRow } from './QueueRow.tsx';
import { Quiet } from './Quiet.tsx';
import { filtering, filters, openCount } from './queue-state.ts';
import { choose, list, listed, selectedId } from './selection.ts';
import { t } from './words.ts';
import './queue.css';

const rowHeight = 104;

export function Queue() {
  const calls = listed.value;
  const chosen = calls.findIndex((row) => row.id === selectedId.value);
  const filtered = filters.value.district !== null || filters.value.door !== null;
  const showFilters = filtered || filtering.value || openCount.value > 3 || list.value === 'closed';
  return (
    <div class="queue">
      {showFilters && <QueueFilters />}
      {calls.length > 0 ? (
        <VirtualList
          label={list.value === 'open' ? t('queue.label') : t('queue.closed')}
          count={calls.length}
          rowHeight={rowHeight}
          active={chosen}
          idOf={(index) => calls[index]?.id ?? String(index)}
          onChoose={(index) => choose(calls[index]?.id ?? null)}
        >
          {(index) => {
            const row = calls[index];
            return row === undefined ? null : <QueueRow row={row} chosen={index === chosen} />;
          }}
        </VirtualList>
      ) : filtered ? (
        <p class="queue-none">{t('queue.empty.filtered')}</p>
      ) : list.value === 'closed' ? (
        <p class="queue-none">{t('queue.empty.closed')}</p>
      ) : (
        <Quiet />
      )}
    </div>
  );
}
