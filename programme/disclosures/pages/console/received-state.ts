// What was disclosed by law to the own desks, and what was read of it here: gone with the key, like every other word.
import { effect, signal } from '@preact/signals';
import { createClient } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import {
  askForKey,
  inbox,
  keyIsOpen,
  withDeskKeys,
} from '#programme/reports/pages/console/index.ts';
import type { disclosuresContract, Received } from '../../contract.ts';
import { sayLawProblem, t } from './words.ts';

const call = createClient<typeof disclosuresContract>();

export const received = signal<readonly Received[]>([]);
/** By the id of the disclosure; `null` for one that no key here opens. */
export const read = signal<ReadonlyMap<string, string | null>>(new Map());
export const reading = signal<string | null>(null);

async function fetchReceived(): Promise<void> {
  const answer = await call('GET /api/desk/disclosures', {});
  if (answer.ok && inbox.value !== null) received.value = answer.value.items;
}

/** Reads one: the city writes the mark that she and the team see, then this browser breaks the seal. */
export async function readOne(id: string): Promise<void> {
  if (!keyIsOpen.value) {
    askForKey.value = 'unlock';
    return;
  }
  reading.value = id;
  const answer = await call('POST /api/desk/disclosures/:disclosure/open', {
    params: { disclosure: id },
    body: {},
  });
  reading.value = null;
  if (!answer.ok) {
    tell(sayLawProblem(answer.problem), 'refused');
    return;
  }
  const { openReceived } = await import('../../sealing/disclosure.ts');
  const text = await withDeskKeys((keys) => openReceived(answer.value, keys)).catch(() => null);
  if (keyIsOpen.value) read.value = new Map(read.value).set(id, text);
}

/** Takes the words off the screen. */
export function hideOne(id: string): void {
  const left = new Map(read.value);
  left.delete(id);
  read.value = left;
}

/** What is said where the words stand. */
export const sayRead = (text: string | null) => text ?? t('unreadable');

effect(() => {
  if (!keyIsOpen.value) read.value = new Map();
});
// What was disclosed is told with the news of reports.
effect(() => {
  if (inbox.value === null) received.value = [];
  else void fetchReceived();
});
