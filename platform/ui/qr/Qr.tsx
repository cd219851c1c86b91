// A QR code on a screen: black on white in every theme, because cameras read nothing else well, with the quiet zone it needs.
import type { QrDrawing } from './draw-qr.ts';
import './qr.css';

/** `label` says what it holds to whoever cannot see it. */
export function Qr({ of: { size, path }, label }: { of: QrDrawing; label: string }) {
  return (
    <svg
      class="qr"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect class="qr-paper" x={-4} y={-4} width={size + 8} height={size + 8} />
      <path class="qr-ink" d={path} />
    </svg>
  );
}
