// A text as a QR code, drawn the same on a server and on a phone without a network.
import { create } from 'qrcode';

/** Its width in modules, and the dark ones as a path of a drawing of that size. */
export type QrDrawing = { size: number; path: string };

/** Draws a text with error correction M (15 %). Source: ISO/IEC 18004. */
export function drawQr(text: string): QrDrawing {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let run = 0;
      while (x + run < size && data[y * size + x + run]) run += 1;
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return { size, path };
}
