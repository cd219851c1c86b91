// Every key on one card.
import { Dialog } from '#platform/ui/Dialog.tsx';
import '#platform/ui/key.css';
import { shared } from '#platform/ui/problems.ts';
import { desk } from './desk-state.ts';
import { t } from './words.ts';

const groups = [
  [
    'keys.move',
    [
      ['J', 'key.down'],
      ['K', 'key.up'],
      ['W', 'key.waiting'],
      ['Q', 'key.tabs'],
      ['F', 'key.filters'],
      ['/', 'key.search'],
      ['Esc', 'key.escape'],
    ],
  ],
  [
    'keys.choose',
    [
      ['Enter', 'key.acknowledge'],
      ['D', 'key.dispatch'],
      ['A', 'key.arrived'],
      ['X', 'key.close'],
      ['C', 'key.call'],
      ['N', 'key.note'],
      ['M', 'key.message'],
      ['V', 'key.verify'],
      ['P', 'key.promote'],
      ['O', 'key.reopen'],
    ],
  ],
  [
    'keys.screen',
    [
      ['H', 'key.hotline'],
      ['B', 'key.night'],
      ['G', 'key.shift'],
      ['R', 'key.register'],
      ['U', 'key.units'],
      ['E', 'key.walks'],
      ['I', 'key.reports'],
      ['Y', 'key.book'],
      ['S', 'key.sound'],
      ['T', 'key.theme'],
      ['L', 'key.language'],
      ['+ −', 'key.zoom'],
      ['0', 'key.city'],
      ['?', 'key.help'],
    ],
  ],
  [
    'keys.walks',
    [
      ['J K', 'key.walk.move'],
      ['D', 'key.walk.pair'],
      ['C', 'key.walk.change'],
      ['X', 'key.walk.end'],
      ['A', 'key.walk.seen'],
      ['N', 'key.walk.told'],
      ['M', 'key.walk.map'],
    ],
  ],
] as const;

export function KeysHelp() {
  const close = () => {
    desk.keys.value = false;
  };
  return (
    <Dialog
      title={t('keys.title')}
      closeLabel={shared('close')}
      onClose={close}
      keys={{ '?': close }}
      wide
    >
      <div class="keys">
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {keys.map(([key, word]) => (
                <div key={key}>
                  <dt>
                    <kbd class="key">{key}</kbd>
                  </dt>
                  <dd>{t(word)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
