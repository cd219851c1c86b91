// The window in which somebody's words are written down, fetched when it is opened.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { TakeDown } from './TakeDown.tsx';
import { taking } from './take-state.ts';

const fetched = signal<{ Window: typeof TakeDown } | null>(null);

export function Taking() {
  const open = taking.value;
  useEffect(() => {
    if (!open || fetched.peek() !== null) return;
    import('./TakeDown.tsx').then(
      ({ TakeDown: Window }) => {
        fetched.value = { Window };
      },
      () => {
        taking.value = false;
        tell(sayProblem({ status: 0, code: 'unreachable' }), 'refused');
      },
    );
  }, [open]);
  const window = fetched.value;
  return open && window !== null ? <window.Window /> : null;
}
