// What this phone keeps of a walk while it lasts: the secret of it, what the city has not heard yet, and the last it said.
import { signal } from '@preact/signals';
import type { WalkView } from '../../contract.ts';
import { walkKey } from './card.ts';

/** A step of hers that the city has not answered yet; tried until it has. */
export type Errand = { path: string; body: object };

export type Kept = {
  id: string;
  key: string;
  /** The booking itself, until the city has it; forgotten then. */
  booking: Readonly<Record<string, unknown>> | null;
  /** The private key of her receipt, base64url; null where this phone could not make one. */
  receipt: string | null;
  errands: Errand[];
  /** Digits that did not fit, as this phone itself saw it. */
  wrong: number;
  /** Their code fitted, and the city may not know it yet. */
  fitted: boolean;
  /** She shows the pair where she is. */
  shares: boolean;
};

/** Goes with leaving fast; the secret in `ansim.walk` does not. */
const seenKey = 'ansim.walk.seen';
/** By this a scout whom somebody harmed is never sent to the same phone again; says nothing of any walk. */
const markKey = 'ansim.mark';

export const kept = signal<Kept | null>(null);
/** The walk as the city last told it; still true of the meeting without a network. */
export const view = signal<WalkView | null>(null);

/** Faces of the pair by their ids: in the page's memory only, and no longer than the walk. */
export const faces = signal<Readonly<Record<string, string>>>({});

/** Reads what was on here, and follows what another tab does to it. */
export function startKept(onOther: () => void): void {
  read();
  addEventListener('storage', (event) => {
    if (event.key !== walkKey && event.key !== null) return;
    read();
    onOther();
  });
}

function read(): void {
  kept.value = readShelf<Kept>(walkKey);
  view.value = kept.value === null ? null : (readShelf<WalkView>(seenKey) ?? view.value);
}

/** Changes it, here and for every tab; `null` forgets everything of this walk. */
export function keep(next: Kept | null): void {
  kept.value = next;
  shelve(walkKey, next);
  if (next === null) see(null);
}

/** Changes some of it, if it is still there. */
export function change(some: Partial<Kept>): void {
  if (kept.value !== null) keep({ ...kept.value, ...some });
}

/** Takes in what the city said. A walk that is over is not written down again: nothing of it stays. */
export function see(next: WalkView | null): void {
  view.value = next;
  if (next?.ended !== null) faces.value = {};
  shelve(seenKey, next?.ended === null ? next : null);
}

/** The random mark of this phone, made with the first booking. */
export function markOfPhone(make: () => string): string {
  const known = readShelf<string>(markKey);
  if (known !== null) return known;
  const mark = make();
  shelve(markKey, mark);
  return mark;
}

/** Reads from the phone's storage; null where there is nothing, or no storage. */
export function readShelf<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Writes it there; `null` takes it away. */
export function shelve(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that refuses storage: it lives as long as the page.
  }
}
