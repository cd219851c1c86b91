// The keys of the moment, printed under the queue.
import { Key } from '#platform/ui/Key.tsx';
import { desk } from './desk-state.ts';
import { t } from './words.ts';

export function Footer() {
  return (
    <footer class="foot">
      <div class="foot-keys">
        <span>
          <Key>J</Key>
          <Key>K</Key> {t('foot.move')}
        </span>
        <span>
          <Key>Enter</Key> {t('foot.acknowledge')}
        </span>
        <span>
          <Key>D</Key> {t('foot.dispatch')}
        </span>
        <span>
          <Key>C</Key> {t('foot.call')}
        </span>
      </div>
      <button
        type="button"
        class="foot-help"
        aria-keyshortcuts="?"
        onClick={() => {
          desk.keys.value = true;
        }}
      >
        <Key>?</Key> {t('foot.keys')}
      </button>
    </footer>
  );
}
