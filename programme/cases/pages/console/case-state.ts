// The case of the chosen report: who is on it, what was opened of it, and every step as one call. What was opened goes with the key and with her consent.
import { effect, signal } from '@preact/signals';
import type { z } from 'zod';
import { toBase64url } from '#platform/sealing/index.ts';
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { reportsContract } from '#programme/reports/contract.ts';
import {
  chosenId,
  inbox,
  keyIsOpen,
  type Report,
  withDeskKeys,
} from '#programme/reports/pages/console/index.ts';
import { checkRecipients } from '#programme/reports/sealing/book.ts';
import type {
  Case,
  CaseSummary,
  Classification,
  casesContract,
  Entry,
  NewEntry,
} from '../../contract.ts';
import { openEntry, type Reader, sealEntry } from '../../sealing/entries.ts';
import { isWord, t } from './words.ts';

const call = createClient<typeof casesContract & typeof reportsContract>();
export type EntryStep = z.input<
  (typeof casesContract)['POST /api/cases/:id/entries/:entry/step']['body']
>;

/** Every case that the own desks take part in. */
export const cases = signal<readonly CaseSummary[] | null>(null);
/** Entries of the chosen case that were opened here, with their words; `null` for one that no key here opens. */
export const opened = signal<{ id: string; entries: readonly Entry[] } | null>(null);
export const texts = signal<ReadonlyMap<string, string | null>>(new Map());
export const busy = signal(false);

export function caseOf(report: Report): CaseSummary | null {
  return cases.value?.find(({ id }) => id === report.id) ?? null;
}

let asked = 0;

/** Fetches the cases as of now; an answer that a later one has overtaken is left. */
export async function fetchCases(): Promise<void> {
  asked += 1;
  const mine = asked;
  const answer = await call('GET /api/cases', {});
  if (mine !== asked || !answer.ok) return;
  const before = opened.value;
  cases.value = answer.value.items;
  const now = answer.value.items.find(({ id }) => id === before?.id);
  if (before !== null && now === undefined) forget();
}

function forget(): void {
  opened.value = null;
  texts.value = new Map();
}

function say(problem: Problem): string {
  const key = `problem.${problem.code}`;
  return isWord(key) ? t(key) : sayProblem(problem);
}

async function take<T>(asking: Promise<Answer<T>>, done: string | null): Promise<T | null> {
  busy.value = true;
  const answer = await asking;
  busy.value = false;
  if (!answer.ok) {
    tell(say(answer.problem), 'refused');
    void fetchCases();
    return null;
  }
  if (done !== null) tell(done);
  return answer.value;
}

async function show(whole: Case | null): Promise<boolean> {
  if (whole === null) return false;
  const read = new Map<string, string | null>();
  await withDeskKeys(async (keys) => {
    for (const entry of whole.entries)
      read.set(entry.id, await openEntry(whole.id, entry, keys).catch(() => null));
  });
  if (chosenId.value !== whole.id || !keyIsOpen.value) return false;
  texts.value = read;
  opened.value = { id: whole.id, entries: whole.entries };
  await fetchCases();
  return true;
}

export async function takeOn(report: Report, desk: string): Promise<void> {
  await take(call('POST /api/cases', { body: { report: report.id, desk } }), t('done.taken'));
  await fetchCases();
}

export async function declare(id: string, conflict: boolean): Promise<void> {
  const params = { id };
  await take(
    call('POST /api/cases/:id/declare', { params, body: { conflict } }),
    t(conflict ? 'done.kept-out' : 'done.declared'),
  );
  if (conflict) forget();
  await fetchCases();
}

/** Opens it: she sees that it was looked at. */
export const openCase = async (id: string) =>
  show(await take(call('POST /api/cases/:id/open', { params: { id }, body: {} }), null));

export const stepEntry = async (id: string, entry: string, body: EntryStep) =>
  show(
    await take(
      call('POST /api/cases/:id/entries/:entry/step', { params: { id, entry }, body }),
      t('done.step'),
    ),
  );

/** The newest signed keys of the desks that shall read; throws `BrokenKeyLog` when the city's word does not hold. */
async function readersOf(district: string, desks: readonly string[]): Promise<Reader[] | null> {
  const answer = await call('GET /api/reports/recipients', { query: { district } });
  if (!answer.ok) {
    tell(say(answer.problem), 'refused');
    return null;
  }
  const known = await checkRecipients(answer.value);
  return known
    .filter(({ desk }) => desks.includes(desk))
    .map(({ desk, keyId, publicKey }) => ({
      desk,
      key: { id: keyId, publicKey: toBase64url(publicKey) },
    }));
}

export type Written = Omit<NewEntry, 'id' | 'sealed' | 'wraps' | 'desk' | 'replaces'>;

/** Seals words for desks and keeps them; answers whether they are kept. */
export async function write(
  found: CaseSummary,
  desk: string,
  text: string,
  desks: readonly string[],
  facts: Written,
): Promise<boolean> {
  busy.value = true;
  const readers = await readersOf(found.district, desks).catch(() => {
    tell(t('problem.keys'), 'refused');
    return null;
  });
  busy.value = false;
  if (readers === null || readers.length < desks.length) return false;
  const sealed = await sealEntry(found.id, text, readers);
  const body = { ...sealed, ...facts, desk };
  return show(
    await take(
      call('POST /api/cases/:id/entries', { params: { id: found.id }, body }),
      t('done.written'),
    ),
  );
}

export async function close(
  id: string,
  closing: NonNullable<CaseSummary['closing']>,
): Promise<void> {
  await take(
    call('POST /api/cases/:id/close', { params: { id }, body: { closing } }),
    t('done.closed'),
  );
  await fetchCases();
}

/** Counts it for the statistics, once. */
export async function classify(id: string, body: Classification): Promise<void> {
  await take(call('POST /api/cases/:id/classify', { params: { id }, body }), t('done.counted'));
  await fetchCases();
}

export async function reopen(id: string): Promise<void> {
  await take(call('POST /api/cases/:id/reopen', { params: { id }, body: {} }), t('done.reopened'));
  await fetchCases();
}

// Another report, or a locked key: nothing that was readable stays.
effect(() => {
  void chosenId.value;
  void keyIsOpen.value;
  forget();
});
// What happens to a case is told with the news of reports.
effect(() => {
  if (inbox.value === null) {
    cases.value = null;
    forget();
  } else void fetchCases();
});
