// One icon, brought by the page that draws it: the whole set would cost a phone more than the page.
import { createElement } from 'preact';

export type Shapes = readonly (readonly [string, Record<string, string>])[];

/** Always decoration; the word stands beside it. `turn` in degrees, clockwise. */
export function Glyph({ of, size = 24, turn = 0 }: { of: Shapes; size?: number; turn?: number }) {
  return (
    <svg
      class="glyph"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <g transform={turn === 0 ? undefined : `rotate(${turn} 12 12)`}>
        {of.map(([tag, attributes], index) => createElement(tag, { ...attributes, key: index }))}
      </g>
    </svg>
  );
}
