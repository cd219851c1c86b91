// What other rooms show with a case at the desk, handed in by the app that puts them together.
import { signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { CaseSummary, Entry } from '../../contract.ts';

export type CaseGuestProps = {
  found: CaseSummary;
  /** Its entries while it is open in this browser, and their words; `null` for one that no key here opens. */
  entries: readonly Entry[] | null;
  texts: ReadonlyMap<string, string | null>;
  /** The own desk that takes part, if any does. */
  own: string | null;
  nameDistrict: (code: string) => string;
};

/** Drawn in this order below the entries of every case; nothing while no app has any. */
export const caseGuests = signal<readonly ((props: CaseGuestProps) => ComponentChild)[]>([]);
