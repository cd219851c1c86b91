// A named place to type or choose in.
import type { ComponentChildren } from 'preact';
import './field.css';

/** The name stands above, so that it never vanishes while someone types. */
export function Field({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child, which the rule cannot see
    <label class="field">
      <span class="field-name">{name}</span>
      {children}
    </label>
  );
}
