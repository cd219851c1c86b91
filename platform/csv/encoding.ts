// Decides which of the two encodings of Korean official files a file has, and notices text that is beyond repair.
import iconv from 'iconv-lite';
import { everydaySyllables, misreadAt } from './misread.ts';

export type Encoding = 'utf-8' | 'cp949';

/**
 * `not-text`: a workbook, an archive or another binary file. `destroyed-text`: replacement characters or bytes that are
 * neither UTF-8 nor CP949. `misread-text`: a file that was opened in the wrong encoding and saved so. `at` is a position
 * in `text`, in UTF-16 units; `damaged` counts the destroyed characters.
 */
export type Decoded =
  | { ok: true; encoding: Encoding; text: string }
  | { ok: false; code: 'empty-file' }
  | { ok: false; code: 'not-text'; kind: 'workbook' | 'utf-16' | 'binary' }
  | {
      ok: false;
      code: 'destroyed-text' | 'misread-text';
      text: string;
      at: number;
      damaged: number;
    };

const replacement = '\uFFFD';

/**
 * Decodes UTF-8 (with or without byte order mark) or CP949, the superset of EUC-KR that Korean offices write. Text comes
 * back without the mark and in composed form (NFC), since files from a Mac carry Hangul in pieces. Node's own `euc-kr`
 * decoder is not used: it corrupts two real official files.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const kind = binaryKind(bytes);
  if (kind) return { ok: false, code: 'not-text', kind };
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return judge('utf-8', composed(utf8));
  const cp949 = iconv.decode(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    'cp949',
  );
  const damaged = count(cp949);
  if (damaged === 0) return judge('cp949', cp949);
  const lenient = new TextDecoder('utf-8').decode(bytes);
  // The reading with more Korean in it is what the file was meant to be.
  const text = everydaySyllables(lenient) >= everydaySyllables(cp949) ? lenient : cp949;
  return {
    ok: false,
    code: 'destroyed-text',
    text,
    at: text.indexOf(replacement),
    damaged: count(text),
  };
}

function judge(encoding: Encoding, text: string): Decoded {
  if (text.trim() === '') return { ok: false, code: 'empty-file' };
  const at = text.indexOf(replacement);
  if (at >= 0) return { ok: false, code: 'destroyed-text', text, at, damaged: count(text) };
  const misread = misreadAt(text, encoding);
  if (misread) return { ok: false, code: 'misread-text', text, ...misread };
  return { ok: true, encoding, text };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function binaryKind(bytes: Uint8Array): 'workbook' | 'utf-16' | 'binary' | undefined {
  const [a, b, c, d] = bytes;
  // ZIP (xlsx, ods, hwpx) and the compound file of older office programs (xls, hwp).
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return 'workbook';
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return 'workbook';
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16';
  return bytes.includes(0) ? 'binary' : undefined;
}

function composed(text: string): string {
  return /[\u1100-\u11ff]/.test(text) ? text.normalize('NFC') : text;
}

function count(text: string): number {
  let found = 0;
  for (let at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, at + 1))
    found += 1;
  return found;
}
