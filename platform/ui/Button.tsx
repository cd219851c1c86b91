// Every button: one amber for the next right thing, outlined for the rest, plain for the smallest.
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { Key } from './Key.tsx';
import './button.css';

type ButtonProps = {
  children: ComponentChildren;
  kind?: 'lamp' | 'outline' | 'plain' | 'help';
  size?: 'large' | 'normal' | 'small';
  icon?: IconName;
  /** The key that does the same, printed on the button. */
  press?: string;
  disabled?: boolean;
  busy?: boolean;
  type?: 'button' | 'submit';
  label?: string;
  pressed?: boolean | undefined;
  onPress?: () => void;
};

/** A button; `busy` keeps it in place and refuses a second press while the first is under way. */
export function Button({
  children,
  kind = 'outline',
  size = 'normal',
  icon,
  press,
  disabled,
  busy,
  type = 'button',
  label,
  pressed,
  onPress,
}: ButtonProps) {
  return (
    <button
      class={`button button-${kind} button-${size}`}
      type={type}
      disabled={disabled}
      aria-disabled={busy}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={press}
      onClick={busy ? undefined : onPress}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'small' ? 16 : 20} />}
      <span class="button-word">{children}</span>
      {press !== undefined && <Key>{press}</Key>}
    </button>
  );
}
