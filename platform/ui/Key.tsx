// A key as printed on what it presses.
import './key.css';

/** Screen readers hear it through `aria-keyshortcuts` on the control, so the print itself is silent. */
export function Key({ children }: { children: string }) {
  return (
    <span class="key" aria-hidden="true">
      {children}
    </span>
  );
}
