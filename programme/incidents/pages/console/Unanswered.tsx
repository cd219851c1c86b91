// Over the lists while a call has gone unanswered too long: how many, who hears them by now, and the key that shows the first.
import { Icon } from '#platform/ui/Icon.tsx';
import { Key } from '#platform/ui/Key.tsx';
import { districtName, isForeign } from './city.ts';
import { waiting } from './queue-state.ts';
import { t } from './words.ts';
import './unanswered.css';

/** Shown from the first escalation on, on every view of the desk; `onGo` brings the call before the operator. */
export function Unanswered({ onGo }: { onGo: () => void }) {
  const { count, first, real } = waiting.value;
  const level = first?.escalation ?? 0;
  return (
    <div role="status">
      {first !== null && level > 0 && (
        <button
          type="button"
          class={`unanswered unanswered-${Math.min(level, 2)}${real === 0 ? ' unanswered-drill' : ''}`}
          aria-keyshortcuts="W"
          onClick={onGo}
        >
          <Icon name={level > 1 ? 'neighbours' : 'louder'} size={20} />
          <span class="unanswered-words">
            <strong>
              {isForeign(first.place.district)
                ? t('unanswered.foreign', { n: count })
                : t(level > 1 ? 'unanswered.2' : 'unanswered.1', { n: count })}
            </strong>
            <span>
              {isForeign(first.place.district)
                ? t('unanswered.foreign.note', { district: districtName(first.place.district) })
                : t(level > 1 ? 'unanswered.2.note' : 'unanswered.1.note')}
            </span>
          </span>
          <Key>W</Key>
        </button>
      )}
    </div>
  );
}
