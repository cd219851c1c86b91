// What a scout's or a volunteer's phone needs: the link of its page, as text and as a code to scan.
import { drawQr, type QrDrawing } from '#platform/ui/qr/draw-qr.ts';

/** Opens the field app as this person's; `origin` is the city's address. */
export function describePersonPhone(key: string, origin: string): { url: string } {
  return { url: `${origin}/field#scout.${key}` };
}

/** The same with its code. */
export function personSheetOf(key: string, origin: string): { url: string; qr: QrDrawing } {
  const { url } = describePersonPhone(key, origin);
  return { url, qr: drawQr(url) };
}
