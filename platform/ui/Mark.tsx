// The mark: ㅇ under ㅅ, the initials of 안심, a lamp under a roof.
import './mark/mark.css';

/** Drawn at `size` pixels; silent to screen readers, because the name always stands beside it. */
export function Mark({ size = 30, glow = false }: { size?: number; glow?: boolean }) {
  return (
    <svg
      class={glow ? 'mark mark-glow' : 'mark'}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
    >
      <path class="mark-roof" d="M4 16.2 16 4.8l12 11.4" />
      <circle class="mark-lamp" cx="16" cy="21.6" r="5.6" />
    </svg>
  );
}
