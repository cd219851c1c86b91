// What is done with overrides at the desk, each step as one call; what was read goes with the key and with the override's end.
import { effect, signal } from '@preact/signals';
import { BrokenKeyLog } from '#platform/sealing/index.ts';
import type { Answer, Problem } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { keyIsOpen, withDeskKeys } from '#programme/reports/pages/console/index.ts';
import { readBook } from '#programme/reports/pages/console/safe.ts';
import { newestKeyIn } from '#programme/reports/sealing/book.ts';
import type { Candidate, Override } from '../../contract.ts';
import type { Reason, Refusal, What } from '../../names.ts';
import { openHanded, rewrap } from '../../sealing/hand-over.ts';
import { openWords, sealWords } from '../../sealing/words.ts';
import { call, fetchList, list } from './override-list.ts';
import { isWord, t } from './words.ts';

/** The override that a step is under way for, or `ask`. */
export const busy = signal<string | null>(null);
/** Words of why, by override, while the key is open; `null` for what no key here opens. */
export const reasonWords = signal<ReadonlyMap<string, string | null>>(new Map());
/** What was opened here, by override. */
export const opened = signal<ReadonlyMap<string, string>>(new Map());
/** Keys that may be handed over, where there are several to choose from. */
export const choices = signal<ReadonlyMap<string, readonly Candidate[]>>(new Map());

function say(problem: Problem): string {
  const key = `problem.${problem.code}`;
  return isWord(key) ? t(key as 'problem.too-late') : sayProblem(problem);
}

async function step<T>(id: string, work: () => Promise<Answer<T> | null>): Promise<T | null> {
  if (busy.value !== null) return null;
  busy.value = id;
  try {
    const answer = await work();
    if (answer === null) return null;
    if (answer.ok) return answer.value;
    tell(say(answer.problem), 'refused');
    return null;
  } catch (error) {
    tell(t(error instanceof BrokenKeyLog ? 'problem.keys' : 'problem.seal'), 'refused');
    return null;
  } finally {
    busy.value = null;
    void fetchList();
  }
}

export type Asking = {
  number: string;
  desk: string;
  what: What;
  reason: Reason;
  hours: number;
  text: string;
};

/** Asks: who decides is found, and the words are sealed for them, for the own desk and for her. Answers whether it was asked. */
export async function ask({ number, desk, what, reason, hours, text }: Asking): Promise<boolean> {
  const asked = await step('ask', async () => {
    const prepared = await call('POST /api/overrides/prepare', { body: { number, desk, what } });
    if (!prepared.ok) return prepared;
    const { report, herKey, reviewDesk } = prepared.value;
    const book = await readBook();
    const words = await sealWords(report, text, {
      herKey,
      own: newestKeyIn(book, desk),
      review: newestKeyIn(book, reviewDesk.id),
    });
    return call('POST /api/overrides', {
      body: { ...words, report, desk, what, reason, hours, reviewDesk: reviewDesk.id },
    });
  });
  if (asked !== null) tell(t('done.asked'));
  return asked !== null;
}

export async function approve(id: string): Promise<void> {
  const body = { approve: true } as const;
  if (await step(id, () => call('POST /api/overrides/:id/review', { params: { id }, body })))
    tell(t('done.approved'));
}

export async function refuse(id: string, why: Refusal): Promise<void> {
  const body = { approve: false, why } as const;
  if (await step(id, () => call('POST /api/overrides/:id/review', { params: { id }, body })))
    tell(t('done.refused'));
}

/** Hands the key over; where there are several parts or entries, they are shown to be chosen from first. */
export async function carryOut(override: Override, chosen: Candidate | null): Promise<void> {
  const params = { id: override.id };
  const done = await step(override.id, async () => {
    let candidate = chosen;
    if (candidate === null) {
      const held = await call('GET /api/overrides/:id/keys', { params });
      if (!held.ok) return held;
      if (held.value.items.length > 1) {
        choices.value = new Map(choices.value).set(override.id, held.value.items);
        return null;
      }
      candidate = held.value.items[0] ?? null;
    }
    if (candidate === null) throw new Error('nothing is held any more');
    const from = candidate;
    const to = newestKeyIn(await readBook(), override.desk.id);
    const body = await withDeskKeys((keys) => rewrap(override, from, keys, to));
    return call('POST /api/overrides/:id/carry-out', { params, body });
  });
  if (done === null) return;
  const left = new Map(choices.value);
  left.delete(override.id);
  choices.value = left;
  tell(t('done.carried-out'));
}

/** Opens what was handed over: she sees that it was opened. */
export async function open(id: string): Promise<void> {
  const handed = await step(id, () =>
    call('POST /api/overrides/:id/open', { params: { id }, body: {} }),
  );
  if (handed === null) return;
  const text = await withDeskKeys((keys) => openHanded(id, handed, keys)).catch(() => null);
  if (text === null) tell(t('problem.seal'), 'refused');
  else if (keyIsOpen.value) opened.value = new Map(opened.value).set(id, text);
}

export function hide(id: string): void {
  const left = new Map(opened.value);
  left.delete(id);
  opened.value = left;
}

export async function end(id: string): Promise<void> {
  if (await step(id, () => call('POST /api/overrides/:id/end', { params: { id }, body: {} })))
    tell(t('done.ended'));
}

async function readReasons(items: readonly Override[]): Promise<void> {
  const known = reasonWords.peek();
  const fresh = items.filter((one) => one.words !== null && !known.has(one.id));
  if (fresh.length === 0) return;
  const read = new Map<string, string | null>();
  await withDeskKeys(async (keys) => {
    for (const one of fresh)
      read.set(one.id, one.words && (await openWords(one, one.words, keys).catch(() => null)));
  });
  if (keyIsOpen.peek()) reasonWords.value = new Map([...reasonWords.peek(), ...read]);
}

// A locked key: nothing that was readable stays. An override that is over: what it opened leaves the screen.
effect(() => {
  const items = list.value?.items ?? [];
  if (!keyIsOpen.value) {
    reasonWords.value = new Map();
    opened.value = new Map();
    return;
  }
  const living = new Set(items.filter(({ state }) => state === 'carried-out').map(({ id }) => id));
  const left = [...opened.peek()].filter(([id]) => living.has(id));
  if (left.length < opened.peek().size) opened.value = new Map(left);
  void readReasons(items);
});
