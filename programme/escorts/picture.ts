// Photos without what a camera writes beside the picture: where it was taken, when, and with which phone.

/** Segments of a JPEG that may hold metadata: APP1 to APP13, APP15 and comments. APP0 and APP14 say how to read the colours. */
const jpegExtras = (marker: number) =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
const pngExtras = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME']);

/**
 * The same picture without metadata; phones draw it anew already, and no phone is believed. `undefined` when the file ends
 * before its picture begins. Sources: ITU-T T.81, annex B; PNG (W3C), chapter 11.
 */
export function withoutMetadata(bytes: Buffer): Buffer | undefined {
  return bytes[0] === 0xff ? cleanJpeg(bytes) : cleanPng(bytes);
}

function cleanJpeg(bytes: Buffer): Buffer | undefined {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    // From the start of the scan on there is the picture alone.
    if (marker === 0xda) return Buffer.concat([...parts, bytes.subarray(at)]);
    if (!jpegExtras(marker)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

function cleanPng(bytes: Buffer): Buffer | undefined {
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (!pngExtras.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return undefined;
}
