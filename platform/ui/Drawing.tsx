// Draws one icon from its shapes, for pages that take a few icons and not the whole set with its names.
import { createElement } from 'preact';

export type Shapes = readonly (readonly [string, Record<string, string>])[];

/** Drawn at `size` pixels in the colour of the text around it; always decoration, the word stands beside it. */
export function Drawing({
  shapes,
  size = 18,
  strokeWidth = 1.9,
}: {
  shapes: Shapes;
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
      {shapes.map(([tag, attributes], index) => createElement(tag, { ...attributes, key: index }))}
    </svg>
  );
}
