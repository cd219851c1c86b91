// What other rooms show of her report when she comes back, handed in by the app that puts them together.
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { Mine } from './mine.ts';

/** Drawn in this order for a report that was sent; nothing while no app has any. */
export const mineGuests = signal<readonly ((props: { now: Mine }) => ComponentChild)[]>([]);

/** Drawn also once she has withdrawn it: what does not end with her report. */
export const endedGuests = signal<readonly ((props: { now: Mine }) => ComponentChild)[]>([]);
