// What she has chosen so far for a walk: in the page's memory only, gone with it.
import { signal } from '@preact/signals';
import { spoken } from '#platform/ui/phone/words.ts';
import { newId, newKey } from '#programme/sos/pages/citizen/kept.ts';
import type { WalkView } from '../../contract.ts';
import { askWalk, begin, hear, isRefused, refusal } from './follow.ts';
import { markOfPhone } from './kept.ts';
import type { Point } from './points.ts';

export type Destination = { lat: number; lon: number; words: string | null };
export type Draft = {
  point: Point | null;
  /** The day on which the evening begins; the present one unless she chose. */
  day: string | null;
  at: string | null;
  destination: Destination | null;
  /** What was chosen on the map or in the list, as it is called there. */
  place: string;
  words: string;
  firstName: string;
  phone: string;
  note: string;
  needsLanguage: boolean;
};
export type BookStep = 'where' | 'when' | 'to' | 'who';
export const bookSteps: readonly BookStep[] = ['where', 'when', 'to', 'who'];

/** As the city takes it. */
const longestWords = 120;

const empty: Draft = {
  point: null,
  day: null,
  at: null,
  destination: null,
  place: '',
  words: '',
  firstName: '',
  phone: '',
  note: '',
  needsLanguage: false,
};

export const draft = signal<Draft>(empty);
export const bookStep = signal<BookStep>('where');
/** She is changing the walk she has, not booking one. */
export const changing = signal(false);

export function put(some: Partial<Draft>): void {
  draft.value = { ...draft.value, ...some };
}

/** Begins anew, or from the walk that she has. */
export function startDraft(walk: WalkView | null): void {
  changing.value = walk !== null;
  refusal.value = null;
  bookStep.value = walk === null ? 'where' : 'when';
  draft.value =
    walk === null
      ? empty
      : {
          ...empty,
          point: walk.point,
          at: walk.wantedAt,
          destination: walk.destination && { ...walk.destination, words: null },
          words: walk.destination?.words ?? '',
        };
}

/** Forgets what was typed. */
export function clearDraft(): void {
  draft.value = empty;
  changing.value = false;
}

/** Asks the city for the walk. The key of the receipt is made here, and its private half never leaves the phone. */
export async function book(): Promise<void> {
  const { point, at, destination, words, firstName, phone, note, needsLanguage } = draft.value;
  if (point === null || at === null || destination === null) return;
  const pair = await makeReceiptKey();
  begin({
    id: newId(),
    key: newKey(),
    booking: {
      pointId: point.id,
      at,
      firstName: firstName.trim(),
      destination: { ...destination, words: wordsOf(destination, words) },
      language: spoken.value.language,
      needsLanguage,
      phone: phone.trim() || null,
      note: note.trim() || null,
      phoneMark: markOfPhone(newKey),
      receiptKey: pair?.publicKey ?? null,
    },
    receipt: pair?.privateKey ?? null,
    errands: [],
    wrong: 0,
    fitted: false,
    shares: false,
  });
}

/** The name of a known place and what she added, as the pair will read it. */
function wordsOf(destination: Destination, words: string): string | null {
  const said = [destination.words, words.trim()].filter(Boolean).join(' · ');
  return said.slice(0, longestWords) || null;
}

async function makeReceiptKey() {
  try {
    const { makeReceiptKeys } = await import('./receipt.ts');
    return await makeReceiptKeys();
  } catch {
    // An old phone, or no network for the script: the walk matters more than its receipt.
    return null;
  }
}

/** Tells the city another time, point or destination. True when it took it. */
export async function tellChange(now: WalkView): Promise<boolean> {
  const { point, at, destination, words } = draft.value;
  const to = destination && { ...destination, words: wordsOf(destination, words) };
  const told = await askWalk<WalkView>('POST', '/change', {
    ...(point !== null && point.id !== now.point.id ? { pointId: point.id } : {}),
    ...(at !== null && at !== now.wantedAt ? { at } : {}),
    ...(to !== null ? { destination: to } : {}),
  });
  if (told.ok) {
    hear(told);
    clearDraft();
    return true;
  }
  refusal.value = isRefused(told) ? told.code : 'unreachable';
  return false;
}
