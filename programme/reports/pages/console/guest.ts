// What another room shows below an opened report, handed in by the app that puts both together; and what it may use of this room for it.
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { DeskKey } from '../../sealing/desk.ts';
import type { FileFacts } from '../../sealing/hers.ts';
import { call, chosenId, inbox, type Part, type Report } from './inbox-state.ts';
import { asking, isOpen, stayOpen } from './key-state.ts';
import { inReadingOrder } from './read-state.ts';
import { type NameDistrict, sayDesk, sayFact } from './say.ts';

export type ReportGuestProps = { report: Report; nameDistrict: NameDistrict };

/** Drawn below a report that somebody took on; nothing while no app has one. */
export const reportGuest = signal<((props: ReportGuestProps) => ComponentChild) | null>(null);

export type InboxGuestProps = { nameDistrict: NameDistrict };

/** Drawn above the reports of a desk: what came to it in another way. */
export const inboxGuests = signal<readonly ((props: InboxGuestProps) => ComponentChild)[]>([]);

/** Works with the opened keys of the own desks, which stay where they are. */
export async function withDeskKeys<T>(work: (keys: readonly DeskKey[]) => Promise<T>): Promise<T> {
  const { lendDeskKeys } = await import('./safe.ts');
  return lendDeskKeys(work);
}

/** Opens a part with the keys of the own desks: its words, and of a file how its bytes are had. It leaves the mark that she sees. Throws `NotSealed`. */
export async function openPartOf(report: string, part: string) {
  const answer = await call('POST /api/desk/reports/:id/parts/:part/open', {
    params: { id: report, part },
    body: {},
  });
  if (!answer.ok) return answer;
  const { piecesOf, readPart } = await import('./safe.ts');
  const text = await readPart(report, answer.value);
  const pieces = (facts: FileFacts, stop: AbortSignal) =>
    piecesOf(report, answer.value, facts, stop);
  return { ok: true as const, value: { text, pieces } };
}

export {
  asking as askForKey,
  chosenId,
  inbox,
  inReadingOrder,
  isOpen as keyIsOpen,
  type Part,
  type Report,
  sayDesk,
  sayFact,
  stayOpen,
};
