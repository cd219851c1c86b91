// How many things want somebody in a view that is not open.
import { count } from '#platform/ui/format.ts';

/** Drawn beside the name of a view; nothing where there is nothing to do. */
export function Wanting({ n, what }: { n: number; what: string }) {
  if (n === 0) return null;
  return (
    <span class="top-wanting" title={what}>
      {count(n)}
      <span class="only-heard">{what}</span>
    </span>
  );
}
