// The quiet frame of every state in which a screen has nothing else to show: a drawing, what is so, what happens next.
import type { ComponentChildren } from 'preact';
import { Drawing, type Shapes } from '../Drawing.tsx';
import { t, type Voice } from './words.ts';
import './states.css';

type StateCardProps = {
  shapes: Shapes;
  title: string;
  note?: string | undefined;
  voice: Voice;
  /** `alert` interrupts a screen reader, `status` waits for a pause. */
  role?: 'status' | 'alert';
  onRetry?: (() => void) | undefined;
  children?: ComponentChildren;
};

/** Never red: nobody is in danger because a page is empty. */
export function StateCard({
  shapes,
  title,
  note,
  voice,
  role = 'status',
  onRetry,
  children,
}: StateCardProps) {
  return (
    <section class={`state state-${voice}`} role={role}>
      <span class="state-drawing">
        <Drawing shapes={shapes} size={voice === 'phone' ? 32 : 28} strokeWidth={1.6} />
      </span>
      <p class="state-title">{title}</p>
      {note !== undefined && <p class="state-note">{note}</p>}
      {children}
      {onRetry !== undefined && (
        <button type="button" class="state-act" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </section>
  );
}
