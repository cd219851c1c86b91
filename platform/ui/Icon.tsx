// One icon of the set, by what it means here.
import { Drawing } from './Drawing.tsx';
import { type IconName, icons } from './icons.ts';

/** Drawn at `size` pixels in the colour of the text around it; always decoration, the word stands beside it. */
export function Icon({
  name,
  size = 18,
  strokeWidth = 1.9,
}: {
  name: IconName;
  size?: number;
  strokeWidth?: number;
}) {
  return <Drawing shapes={icons[name]} size={size} strokeWidth={strokeWidth} />;
}
