// One line of what is so: an icon, a sentence, a smaller one, and what can be done about it.
import type { ComponentChildren } from 'preact';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';

type RowProps = {
  icon: IconName;
  title: string;
  note?: string | null;
  strong?: boolean;
  /** Read aloud when it appears. */
  says?: boolean;
  children?: ComponentChildren;
};

export function Row({
  icon,
  title,
  note = null,
  strong = false,
  says = false,
  children,
}: RowProps) {
  return (
    <section
      class={strong ? 'scout-row scout-row-strong' : 'scout-row'}
      role={says ? 'status' : undefined}
    >
      <Icon name={icon} size={24} />
      <p>
        <strong>{title}</strong>
        {note !== null && <span>{note}</span>}
      </p>
      {children}
    </section>
  );
}
