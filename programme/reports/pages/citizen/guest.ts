// What another room shows of her report when she comes back, handed in by the app that puts both together.
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { Mine } from './mine.ts';

/** Drawn for a report that was sent; nothing while no app has one. */
export const mineGuest = signal<((props: { now: Mine }) => ComponentChild) | null>(null);
