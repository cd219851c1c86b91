// Names inside a package: numbered, so that no two are one, and short enough for every file system that unpacks them.
import { safeName } from '#programme/reports/sealing/file-name.ts';

const mostBytes = 120;
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

function shorten(text: string, most: number): string {
  let kept = '';
  let size = 0;
  for (const letter of text) {
    size += bytesOf(letter);
    if (size > most) break;
    kept += letter;
  }
  return kept;
}

/** `originals/03-사진.heic`: folder, number, and what she called it, in NFC, without what a shell or a disk would read as more than a name. */
export function pathOf(folder: string, number: number, name: string): string {
  const safe = safeName(name.toWellFormed().normalize('NFC'));
  const dot = safe.lastIndexOf('.');
  const ending = dot > 0 && bytesOf(safe.slice(dot)) <= 16 ? safe.slice(dot) : '';
  const stem = shorten(safe.slice(0, safe.length - ending.length), mostBytes - bytesOf(ending));
  return `${folder}/${String(number).padStart(2, '0')}-${stem}${ending}`;
}
