// What another room shows below an opened report, handed in by the app that puts both together; and what it may use of this room for it.
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { DeskKey } from '../../sealing/desk.ts';
import { chosenId, inbox, type Report } from './inbox-state.ts';
import { asking, isOpen } from './key-state.ts';
import { type NameDistrict, sayDesk, sayFact } from './say.ts';

export type ReportGuestProps = { report: Report; nameDistrict: NameDistrict };

/** Drawn below a report that somebody took on; nothing while no app has one. */
export const reportGuest = signal<((props: ReportGuestProps) => ComponentChild) | null>(null);

/** Works with the opened keys of the own desks, which stay where they are. */
export async function withDeskKeys<T>(work: (keys: readonly DeskKey[]) => Promise<T>): Promise<T> {
  const { lendDeskKeys } = await import('./safe.ts');
  return lendDeskKeys(work);
}

export { asking as askForKey, chosenId, inbox, isOpen as keyIsOpen, type Report, sayDesk, sayFact };
