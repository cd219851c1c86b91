// Files that she chose and that have not gone yet: in the page's memory only; a browser gives them as places to read from, not as bytes.
import { signal } from '@preact/signals';
import { chunkCount, sealedChunkSize } from '#platform/sealing/index.ts';
import { spoken } from '#platform/ui/phone/words.ts';

export const picked = signal<readonly File[]>([]);

/** What a file takes of the quota: whole sealed pieces. */
export function roomOf({ size }: { size: number }): number {
  return chunkCount(size) * sealedChunkSize;
}

/** Puts those that fit into `left` bytes to the others; answers those that do not. */
export function pick(files: readonly File[], left: number): File[] {
  let room = left - picked.value.reduce((sum, file) => sum + roomOf(file), 0);
  const tooLarge: File[] = [];
  for (const file of files) {
    if (file.size === 0 || roomOf(file) > room) tooLarge.push(file);
    else {
      room -= roomOf(file);
      picked.value = [...picked.value, file];
    }
  }
  return tooLarge;
}

/** Leaves one out again. */
export function unpick(file: File): void {
  picked.value = picked.value.filter((one) => one !== file);
}

const steps = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** "3.4 MB". */
export function saySize(bytes: number): string {
  const at = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2;
  return new Intl.NumberFormat(spoken.value.language, {
    style: 'unit',
    unit: steps[at]!,
    unitDisplay: 'short',
    maximumFractionDigits: at === 0 ? 0 : 1,
  }).format(Math.max(at === 0 ? 1 : 0, bytes / 1000 ** (at + 1)));
}
