// Files of the chosen report at the desk: opened piece by piece, shown or saved, and compared with the SHA-256 that her phone took before sealing.
import { effect, signal } from '@preact/signals';
import { safeName } from '../../sealing/file-name.ts';
import type { FileFacts } from '../../sealing/hers.ts';
import { choosePlace } from './disk.ts';
import { chosenId, type Part, type Report } from './inbox-state.ts';
import { isOpen } from './key-state.ts';
import { type Opened, reads } from './read-state.ts';

export type FileState =
  | { state: 'coming'; share: number; stop: AbortController }
  | { state: 'shown'; url: string; fits: boolean }
  | { state: 'saved'; fits: boolean }
  | { state: 'failed'; why: 'cut' | 'not-sealed' | 'too-large' };

/** By the id of the part. */
export const files = signal<ReadonlyMap<string, FileState>>(new Map());

const mostShown = 40_000_000;
const shownTypes = ['image/jpeg', 'image/png', 'image/webp'];

function put(part: string, state: FileState | null): void {
  const next = new Map(files.value);
  if (state === null) next.delete(part);
  else next.set(part, state);
  files.value = next;
}

/** Whether a picture may be shown: copies that her phone made anew, and nothing that somebody else's program wrote. */
export function mayShow({ of, type, size }: FileFacts): boolean {
  return of !== null && shownTypes.includes(type) && size <= mostShown;
}

/** Shows a clean copy. */
export async function showFile(report: Report, part: Part, facts: FileFacts): Promise<void> {
  const parts: BlobPart[] = [];
  const fits = await fetchFile(report, part, facts, async (bytes) => void parts.push(bytes));
  if (fits === null) return;
  put(part.id, {
    state: 'shown',
    url: URL.createObjectURL(new Blob(parts, { type: facts.type })),
    fits,
  });
}

/** Saves a file as it was on her phone. */
export async function saveFile(report: Report, part: Part, facts: FileFacts): Promise<void> {
  const place = await choosePlace(safeName(facts.name), facts.size);
  if (place === 'too-large') return put(part.id, { state: 'failed', why: 'too-large' });
  if (place === 'nobody-chose') return;
  const fits = await fetchFile(report, part, facts, (bytes) => place.write(bytes));
  if (fits === null) return void (await place.abort().catch(() => {}));
  try {
    await place.close();
    put(part.id, { state: 'saved', fits });
  } catch {
    put(part.id, { state: 'failed', why: 'cut' });
  }
}

/** Stops one that is coming. */
export function stopFile(part: string): void {
  const now = files.value.get(part);
  if (now?.state === 'coming') now.stop.abort();
  put(part, null);
}

/** Gives every piece to `take`; answers whether the SHA-256 is the one that stands in the description, or `null` when it did not come whole. */
async function fetchFile(
  report: Report,
  part: Part,
  facts: FileFacts,
  take: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<boolean | null> {
  const read = reads.value.get(part.id);
  if (read?.state !== 'read' || files.value.get(part.id)?.state === 'coming') return null;
  const stop = new AbortController();
  put(part.id, { state: 'coming', share: 0, stop });
  const { openHash, piecesOf, NotSealed } = await import('./safe.ts');
  try {
    const hash = await openHash();
    let done = 0;
    const opened: Opened = read.opened;
    for await (const bytes of piecesOf(report.id, opened, facts, stop.signal)) {
      stop.signal.throwIfAborted();
      hash.update(bytes);
      await take(bytes);
      done += bytes.length;
      put(part.id, { state: 'coming', share: done / Math.max(1, facts.size), stop });
    }
    return hash.hex() === facts.sha256;
  } catch (error) {
    if (!stop.signal.aborted)
      put(part.id, { state: 'failed', why: error instanceof NotSealed ? 'not-sealed' : 'cut' });
    return null;
  }
}

// Another report, a locked key, a part that was taken back or hidden: nothing of its files stays on the screen.
effect(() => {
  void chosenId.value;
  void isOpen.value;
  const here = reads.value;
  const kept = new Map([...files.peek()].filter(([part]) => here.get(part)?.state === 'read'));
  for (const [part, file] of files.peek()) {
    if (kept.has(part)) continue;
    if (file.state === 'coming') file.stop.abort();
    if (file.state === 'shown') URL.revokeObjectURL(file.url);
  }
  if (kept.size !== files.peek().size) files.value = kept;
});
