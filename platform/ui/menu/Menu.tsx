// A small menu under its button; arrows, letters, Escape, touch and the edge of the screen are Zag's (decision 0021).
import * as menu from '@zag-js/menu';
import { normalizeProps, useMachine } from '@zag-js/preact';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../icons.ts';
import { Key } from '../Key.tsx';
import './menu.css';

export type MenuItem = {
  word: string;
  icon: IconName;
  press?: string;
  side?: string;
  act: () => void;
};

type MenuProps = { label: string; items: readonly MenuItem[]; children: ComponentChildren };

/** `label` is the menu's name; `children` is what its button shows. */
export function Menu({ label, items, children }: MenuProps) {
  const service = useMachine(menu.machine, {
    id: useId(),
    'aria-label': label,
    loopFocus: true,
    positioning: { placement: 'bottom-end', gutter: 6 },
    onSelect: ({ value }) => items.find((item) => item.word === value)?.act(),
  });
  const api = menu.connect(service, normalizeProps);
  return (
    <div class="menu">
      <button {...api.getTriggerProps()} class="menu-button">
        {children}
        <span class="only-heard">{label}</span>
        <Icon name="down" size={16} />
      </button>
      <div {...api.getPositionerProps()} class="menu-place">
        {api.open && (
          <div {...api.getContentProps()} class="menu-list">
            {items.map((item) => (
              <div
                key={item.word}
                {...api.getItemProps({ value: item.word })}
                class="menu-item"
                aria-keyshortcuts={item.press}
              >
                <Icon name={item.icon} />
                <span class="menu-word">{item.word}</span>
                {item.side !== undefined && <span class="menu-side">{item.side}</span>}
                {item.press !== undefined && <Key>{item.press}</Key>}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
