// What was opened of the chosen report: kept while it is chosen and the key is unlocked, nowhere else, and gone with her consent.
import { computed, effect, signal } from '@preact/signals';
import { tell } from '#platform/ui/notices.ts';
import { call, chosen, chosenId, inbox, type Part, putReport, type Report } from './inbox-state.ts';
import { asking, brokenLog, fetchKeys, isOpen, mine, openKeys, phase } from './key-state.ts';
import { sayReportProblem } from './say.ts';
import { t } from './words.ts';

/** What the server gave: sealed, with what opens it for the desk. */
export type Opened = {
  id: string;
  sealed: string;
  wraps: readonly { recipient: string; wrap: string }[];
};

export type Read =
  | { state: 'opening' }
  | { state: 'read'; text: string; opened: Opened }
  | { state: 'failed'; why: 'none-of-these' | 'not-sealed' };

/** By the id of the part. */
export const reads = signal<ReadonlyMap<string, Read>>(new Map());
/** Parts of the chosen report that were here and are not any more: consent ended or was taken back. */
export const gone = signal<readonly Part[]>([]);
/** Words to her that are not sent yet, by report. */
export const drafts = signal<ReadonlyMap<string, string>>(new Map());
export const sending = signal(false);

/** Whether a key of one of the desks that has this report is open here: before that, nothing is asked for and no mark made. */
export const canOpen = computed(() => {
  const desks = new Set(chosen.value?.deliveries.map(({ id }) => id));
  const keys = (mine.value?.desks ?? [])
    .filter(({ id }) => desks.has(id))
    .flatMap((one) => one.keys);
  return phase.value === 'open' && keys.some(({ id }) => openKeys.value.includes(id));
});

function put(part: string, read: Read | null): void {
  const next = new Map(reads.value);
  if (read === null) next.delete(part);
  else next.set(part, read);
  reads.value = next;
}

/** Opens a part: the city writes the mark that she sees, then this browser breaks the seal. */
export async function openOne(report: Report, part: Part): Promise<void> {
  if (phase.value === 'locked') {
    asking.value = 'unlock';
    return;
  }
  if (!canOpen.value || reads.value.has(part.id)) return;
  put(part.id, { state: 'opening' });
  const answer = await call('POST /api/desk/reports/:id/parts/:part/open', {
    params: { id: report.id, part: part.id },
    body: {},
  });
  if (!answer.ok) {
    put(part.id, null);
    tell(sayReportProblem(answer.problem), 'refused');
    return;
  }
  const { readPart } = await import('./safe.ts');
  const fits = answer.value.wraps.some(({ recipient }) => openKeys.value.includes(recipient));
  const text = fits ? await readPart(report.id, answer.value).catch(() => null) : null;
  if (chosenId.value !== report.id || !isOpen.value) return;
  put(
    part.id,
    text !== null
      ? { state: 'read', text, opened: answer.value }
      : { state: 'failed', why: fits ? 'not-sealed' : 'none-of-these' },
  );
}

/** Takes words off the screen; opening them again is another mark. */
export function hide(part: string): void {
  put(part, null);
}

/** The first part that is still sealed, in the order in which they stand. */
export function nextSealed(report: Report): Part | undefined {
  return inReadingOrder(report.parts).find(({ id }) => !reads.value.has(id));
}

const places = { narrative: 0, identity: 1, file: 2, message: 3 } as const;

/** What happened, who she is, files, and then what was written to and fro. */
export function inReadingOrder(parts: readonly Part[]): Part[] {
  return [...parts].sort(
    (a, b) => places[a.kind] - places[b.kind] || a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1),
  );
}

export function keepDraft(report: string, text: string): void {
  drafts.value = new Map(drafts.value).set(report, text);
}

/** Seals and sends the draft; answers whether she has it. A desk key that was replaced meanwhile is fetched, and it is sealed again. */
export async function sendDraft(report: Report): Promise<boolean> {
  const text = (drafts.value.get(report.id) ?? '').trim();
  if (text === '' || sending.value || !canOpen.value) return false;
  sending.value = true;
  const sent = await sealAndSend(report, text, true);
  sending.value = false;
  return sent;
}

async function sealAndSend(report: Report, text: string, again: boolean): Promise<boolean> {
  const { sealToHer, BrokenKeyLog } = await import('./safe.ts');
  const at = new Set(report.deliveries.map(({ id }) => id));
  const desk = mine.value?.desks.find(({ id }) => at.has(id));
  if (desk === undefined) return false;
  try {
    const body = await sealToHer(report, desk, text);
    const answer = await call('POST /api/desk/reports/:id/messages', {
      params: { id: report.id },
      body,
    });
    if (!answer.ok && answer.problem.code === 'key-replaced' && again) {
      await fetchKeys();
      return sealAndSend(report, text, false);
    }
    if (!answer.ok) {
      tell(sayReportProblem(answer.problem), 'refused');
      return false;
    }
    putReport(answer.value);
    if (chosenId.value === report.id)
      put(body.id, {
        state: 'read',
        text,
        opened: { id: body.id, sealed: body.sealed, wraps: [] },
      });
    keepDraft(report.id, '');
    tell(t('done.send'));
    return true;
  } catch (error) {
    if (error instanceof BrokenKeyLog) brokenLog.value = error.message;
    else tell(sayReportProblem({ status: 0, code: 'unreachable' }), 'refused');
    return false;
  }
}

// Another report, or a locked key: nothing that was readable stays.
effect(() => {
  void chosenId.value;
  void isOpen.value;
  reads.value = new Map();
  gone.value = [];
});
effect(() => {
  if (inbox.value === null) drafts.value = new Map();
});

let before: { id: string; parts: readonly Part[] } | null = null;
effect(() => {
  const report = chosen.value;
  if (report === null) {
    // The whole report is gone, or none is chosen.
    if (before !== null) reads.value = new Map();
    before = null;
    return;
  }
  if (before?.id === report.id) {
    const here = new Set(report.parts.map(({ id }) => id));
    const left = before.parts.filter(({ id }) => !here.has(id));
    if (left.length > 0) {
      gone.value = [...gone.peek(), ...left];
      const kept = [...reads.peek()].filter(([id]) => here.has(id));
      reads.value = new Map(kept);
    }
  }
  before = { id: report.id, parts: report.parts };
});
