// One icon of the set, drawn from its shapes; always decoration, the word stands beside it or in the control's name.
import { createElement } from 'preact';
import { type IconName, icons } from './icons.ts';

/** Drawn at `size` pixels in the colour of the text around it. */
export function Icon({
  name,
  size = 18,
  strokeWidth = 1.9,
}: {
  name: IconName;
  size?: number;
  strokeWidth?: number;
}) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={strokeWidth}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {icons[name].map(([tag, attributes], index) =>
        createElement(tag, { ...attributes, key: index }),
      )}
    </svg>
  );
}
