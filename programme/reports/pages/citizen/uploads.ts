// Files on their way: hashed, described, sealed and sent piece by piece, one file after the other; a cut line waits and goes on.
import { effect, signal } from '@preact/signals';
import { hashOf, type ReceiptSecrets } from '#platform/sealing/index.ts';
import { pause } from '#platform/ui/phone/ask.ts';
import { screen } from '#platform/ui/phone/screen.ts';
import { type FileFacts, type Gift, ownKeyOf, sealFile, sendPieces } from '../../sealing/hers.ts';
import { cleanCopyOf, isPicture } from './clean-copy.ts';
import { fetchDesks } from './desks.ts';
import {
  announce,
  NotTaken,
  type Refusal,
  removeParts,
  Stopped,
  sendPiece,
} from './upload-calls.ts';

export type UploadState = 'waiting' | 'preparing' | 'sending' | 'cut' | 'done' | 'failed';
export type Upload = {
  id: string;
  name: string;
  state: UploadState;
  /** From 0 to 1, of what this state is about. */
  share: number;
  /** `none`: of sound and video none is made; `failed`: this browser cannot read the picture. */
  clean: 'made' | 'none' | 'failed' | null;
  why: Refusal | 'unreadable' | 'other-file' | null;
  /** What it became once it was announced: the original, and its clean copy. */
  parts: readonly string[];
};

/** A report that files go to; `gifts` are asked for anew where a desk has a new key. */
export type To = {
  report: string;
  secrets: ReceiptSecrets;
  district: string | null;
  gifts(): readonly Gift[] | undefined;
};

/** A file whose description the city has already: only its pieces are missing. */
export type Known = {
  part: { id: string; sealed: string; own: string };
  facts: FileFacts;
  hasCopy: boolean;
};

type Job = { upload: string; file: File; to: To; known: Known | null };

export const uploads = signal<readonly Upload[]>([]);
export const isPaused = signal(false);
/** Rises when a file has arrived, so that whoever shows her report looks again. */
export const arrived = signal(0);

let jobs: Job[] = [];
let running = false;
let stop = new AbortController();

// On the first screen nothing of hers is left: what was on its way stops, and is gone on with when she comes back with her words.
effect(() => {
  if (screen.value === 'home') forgetUploads();
});

/** Stops everything and forgets it. What the city has, it keeps. */
export function forgetUploads(): void {
  stop.abort();
  stop = new AbortController();
  jobs = [];
  uploads.value = [];
  isPaused.value = false;
}

/** Puts files in the row behind the others. */
export function addUploads(files: readonly File[], to: To, known: Known | null = null): void {
  for (const file of files) {
    const upload = crypto.randomUUID();
    jobs.push({ upload, file, to, known });
    const fresh: Upload = {
      id: upload,
      name: file.name,
      state: 'waiting',
      share: 0,
      clean: null,
      why: null,
      parts: known === null ? [] : [known.part.id],
    };
    uploads.value = [...uploads.value, fresh];
  }
  void run();
}

/** Whether some are still on their way. */
export function isSending(): boolean {
  return uploads.value.some(({ state }) => state !== 'done' && state !== 'failed');
}

/** Takes one back while it is on its way; what the city has of it is destroyed there. */
export async function takeBack(upload: Upload): Promise<void> {
  const job = jobs.find((one) => one.upload === upload.id);
  jobs = jobs.filter((one) => one !== job);
  uploads.value = uploads.value.filter(({ id }) => id !== upload.id);
  if (job === undefined || upload.parts.length === 0) return;
  await removeParts(job.to.secrets.token, upload.parts).catch(() => {});
  arrived.value += 1;
}

function set(id: string, some: Partial<Upload>): void {
  uploads.value = uploads.value.map((one) => (one.id === id ? { ...one, ...some } : one));
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  const mine = stop;
  try {
    for (let job = jobs[0]; job !== undefined && !mine.signal.aborted; job = jobs[0]) {
      await sendOne(job, mine.signal);
      jobs = jobs.filter((one) => one !== job);
    }
  } finally {
    running = false;
    // Forgotten and begun anew while the last piece was on its way.
    if (jobs.length > 0) void run();
  }
}

async function sendOne(job: Job, signal: AbortSignal): Promise<void> {
  const { upload, file } = job;
  try {
    set(upload, { state: 'preparing', share: 0 });
    const sha256 = await hashOf(
      file,
      (done) => {
        if (!jobs.includes(job)) throw new Stopped();
        set(upload, { share: done / file.size });
      },
      signal,
    );
    const facts: FileFacts = {
      name: file.name,
      type: file.type,
      size: file.size,
      sha256,
      of: null,
    };
    const to = job.known === null ? await announceNew(job, facts, signal) : await goOn(job, facts);
    if (to === null) return set(upload, { state: 'failed', why: 'other-file' });
    if (job.known?.hasCopy !== true) await sendCopy(job, to.id, signal);
    await sendAll(job, to, file, signal, true);
    set(upload, { state: 'done', share: 1 });
    arrived.value += 1;
  } catch (error) {
    if (error instanceof Stopped || signal.aborted) return;
    const why = error instanceof NotTaken ? error.why : 'unreadable';
    set(upload, { state: 'failed', why });
  }
}

type Target = { id: string; key: Uint8Array<ArrayBuffer>; from: number };

/** Describes a file to the city; text was there before it. */
async function announceNew(job: Job, facts: FileFacts, signal: AbortSignal): Promise<Target> {
  for (let tries = 0; ; tries += 1) {
    const gifts = job.to.gifts();
    if (gifts === undefined) throw new NotTaken('refused');
    const { key, ...file } = await sealFile(
      job.to.report,
      job.to.secrets.keys.publicKey,
      facts,
      gifts,
    );
    const told = await patiently(job, signal, () => announce(job.to.secrets.token, file, signal));
    if (told !== 'key-replaced') {
      const before = uploads.value.find(({ id }) => id === job.upload)?.parts ?? [];
      set(job.upload, { parts: [...before, file.id] });
      return { id: file.id, key, from: told.received };
    }
    if (tries > 0 || job.to.district === null) throw new NotTaken('refused');
    await fetchDesks(job.to.district);
  }
}

/** A file that was cut off: only the very same one goes on. */
async function goOn({ to, known }: Job, now: FileFacts): Promise<Target | null> {
  if (known === null) return null;
  const { part, facts } = known;
  if (facts.sha256 !== now.sha256 || facts.size !== now.size) return null;
  // How many pieces are here is what the first answer says: a piece that is known is thrown away.
  return { id: part.id, key: await ownKeyOf(to.report, part, to.secrets.keys), from: 0 };
}

/** The clean copy of a picture goes before its original: it is small, and what a desk looks at first. */
async function sendCopy(job: Job, original: string, signal: AbortSignal): Promise<void> {
  if (!isPicture(job.file.type)) return set(job.upload, { clean: 'none' });
  const copy = await cleanCopyOf(job.file);
  if (copy === null) return set(job.upload, { clean: 'failed' });
  const name = `${job.file.name.replace(/\.[^.]*$/, '')}.jpg`;
  const sha256 = await hashOf(copy);
  const facts = { name, type: copy.type, size: copy.size, sha256, of: original };
  const to = await announceNew(job, facts, signal);
  await sendAll(job, to, copy, signal, false);
  set(job.upload, { clean: 'made' });
}

async function sendAll(
  job: Job,
  to: Target,
  source: Blob,
  signal: AbortSignal,
  shows: boolean,
): Promise<void> {
  const file = { id: to.id, key: to.key, source };
  const all = Math.max(1, source.size);
  await sendPieces(job.to.report, file, to.from, async (index, piece) => {
    if (!jobs.includes(job)) throw new Stopped();
    const received = await patiently(job, signal, () =>
      sendPiece(job.to.secrets.token, to.id, index, piece, signal),
    );
    if (shows)
      set(job.upload, { state: 'sending', share: Math.min(1, (received * 1_048_576) / all) });
    return received;
  });
}

const againAfter = 3000;

/** Tries until the city answers; waits while she paused, and says so when the line is cut. */
async function patiently<T>(
  job: Job,
  signal: AbortSignal,
  work: () => Promise<T | 'again'>,
): Promise<T> {
  for (;;) {
    while (isPaused.value && !signal.aborted) await resumed(signal);
    if (signal.aborted || !jobs.includes(job)) throw new Stopped();
    const told = await work();
    if (told !== 'again') return told;
    set(job.upload, { state: 'cut' });
    await pause(againAfter, signal);
  }
}

function resumed(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const over = effect(() => {
      if (!isPaused.value) queueMicrotask(finish);
    });
    function finish(): void {
      over();
      signal.removeEventListener('abort', finish);
      done();
    }
    signal.addEventListener('abort', finish);
  });
}
