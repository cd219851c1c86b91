// The sealed receipts that she keeps on this phone, each with the key that opens it; gone when she erases them or leaves fast.
import { signal } from '@preact/signals';
import { readShelf, shelve } from './kept.ts';

export type KeptReceipt = { sealed: string; key: string };

const storageKey = 'ansim.receipts';
const most = 20;

export const receipts = signal<readonly KeptReceipt[]>([]);

/** Reads what this phone keeps. */
export function readReceipts(): void {
  receipts.value = readShelf<KeptReceipt[]>(storageKey) ?? [];
}

/** Keeps one more, the newest first. */
export function keepReceipt(sealed: string, key: string): void {
  write([{ sealed, key }, ...receipts.value.filter((one) => one.sealed !== sealed)].slice(0, most));
}

/** Erases one; nobody can open it again. */
export function eraseReceipt(sealed: string): void {
  write(receipts.value.filter((one) => one.sealed !== sealed));
}

function write(next: readonly KeptReceipt[]): void {
  receipts.value = next;
  shelve(storageKey, next.length === 0 ? null : next);
}
