// How many answered tonight, on every desk all night; a press opens the devices.
import { count, hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { rollCall } from './health-state.ts';
import { t } from './words.ts';
import './health.css';

export function RollCallChip({ onPress }: { onPress: () => void }) {
  const held = rollCall.value;
  const words =
    held === null
      ? t('roll.none')
      : t('roll.short', { answered: count(held.answered), total: count(held.total) });
  const at =
    held === null
      ? ''
      : held.finishedAt === null
        ? t('roll.running')
        : t('roll.at', { time: hourMinute(held.finishedAt) });
  return (
    <button
      type="button"
      class="roll-chip"
      title={at}
      aria-label={`${words} ${at}`.trim()}
      onClick={onPress}
    >
      <Icon name="store" size={17} />
      <span class="roll-words">{words}</span>
      <span class="roll-figures">
        {held === null ? '–' : `${count(held.answered)} / ${count(held.total)}`}
      </span>
    </button>
  );
}
