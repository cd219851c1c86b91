// A word beside a button that shows only an icon, for whoever points at it or reaches it by keyboard.
import { normalizeProps, useMachine } from '@zag-js/preact';
import * as tooltip from '@zag-js/tooltip';
import { useId } from 'preact/hooks';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../icons.ts';
import { Key } from '../Key.tsx';
import './icon-button.css';

type IconButtonProps = {
  /** The button's name; shown as the tooltip. */
  word: string;
  icon: IconName;
  press?: string;
  pressed?: boolean;
  onPress: () => void;
};

/** A button of one icon. Its name is its accessible name as well, so a phone without pointer misses nothing. */
export function IconButton({ word, icon, press, pressed, onPress }: IconButtonProps) {
  const service = useMachine(tooltip.machine, {
    id: useId(),
    openDelay: 350,
    closeDelay: 80,
    positioning: { placement: 'bottom', gutter: 6 },
  });
  const api = tooltip.connect(service, normalizeProps);
  return (
    <>
      <button
        {...api.getTriggerProps()}
        type="button"
        class="icon-button"
        aria-label={word}
        aria-describedby={undefined}
        aria-keyshortcuts={press}
        aria-pressed={pressed}
        onClick={onPress}
      >
        <Icon name={icon} size={18} />
      </button>
      {api.open && (
        <div {...api.getPositionerProps()} class="tooltip-place">
          <div {...api.getContentProps()} class="tooltip">
            {word}
            {press !== undefined && <Key>{press}</Key>}
          </div>
        </div>
      )}
    </>
  );
}
