// What somebody says by telephone or at the counter, while it is written down: in this page's memory, sealed here, and forgotten when it is sent.
import { signal } from '@preact/signals';
import { createClient, type Problem, request } from '#platform/ui/client.ts';
import type { City } from '#programme/city/contract.ts';
import type { reportsContract } from '../../contract.ts';
import type { Recipient } from '../../sealing/book.ts';
import type { Said } from './taken-said.ts';

const call = createClient<typeof reportsContract>();
const nothing: Said = {
  source: null,
  teller: null,
  age: null,
  story: '',
  violence: null,
  relation: null,
  place: null,
  district: null,
  urgency: null,
  services: [],
  language: 'ko',
  contact: '',
  who: [],
  identity: [],
};

export type Offered =
  | { state: 'none' | 'asking' | 'failed' | 'closed' | 'broken' }
  | { state: 'known'; items: readonly Recipient[] };

/** Whether the window is open. */
export const taking = signal(false);
export const said = signal<Said>(nothing);
export const offered = signal<Offered>({ state: 'none' });
export const place = signal<Pick<City, 'districts' | 'languages'> | null>(null);
/** The seven words, once the city has it. */
export const words = signal<readonly string[] | null>(null);
export const sending = signal(false);

export function put(some: Partial<Said>): void {
  said.value = { ...said.value, ...some };
}

/** Forgets everything that was typed, and the words. */
export function forget(): void {
  said.value = nothing;
  offered.value = { state: 'none' };
  words.value = null;
}

/** Fetches districts and languages. */
export async function fetchPlace(): Promise<void> {
  const answer = await request<City>('GET /api/city');
  if (answer.ok) place.value = answer.value;
}

/** Fetches whom she may choose in a district, and checks every key. */
export async function chooseDistrict(district: string | null): Promise<void> {
  put({ district, who: [], identity: [] });
  if (district === null) {
    offered.value = { state: 'none' };
    return;
  }
  offered.value = { state: 'asking' };
  const answer = await call('GET /api/reports/recipients', { query: { district } });
  if (said.value.district !== district) return;
  if (!answer.ok) offered.value = { state: 'failed' };
  else if (answer.value.cityKey === null) offered.value = { state: 'closed' };
  else
    try {
      const { checkRecipients } = await import('../../sealing/book.ts');
      offered.value = { state: 'known', items: await checkRecipients(answer.value) };
    } catch {
      offered.value = { state: 'broken' };
    }
}

/** What is still missing: nothing else has to be said. */
export function missing(): 'source' | 'story' | 'district' | 'who' | null {
  const { source, story, district, who } = said.value;
  if (source === null) return 'source';
  if (story.trim() === '') return 'story';
  if (district === null) return 'district';
  return who.length === 0 ? 'who' : null;
}

/** Seals and sends it; `words` holds the seven words then, and what was typed is forgotten. Answers the refusal, if there was one. */
export async function sendTaken(story: string, reach: string): Promise<Problem | null> {
  const now = said.value;
  if (offered.value.state !== 'known' || now.source === null || sending.value) return null;
  sending.value = true;
  try {
    const { sealTaken } = await import('./take-down.ts');
    const { body, words: made } = await sealTaken(now, offered.value.items, story, reach);
    const answer = await call('POST /api/desk/reports/taken', { body });
    if (!answer.ok) {
      // A desk has a new key: it is fetched, and what was typed is still here.
      if (answer.problem.code === 'key-replaced') await chooseDistrict(now.district);
      return answer.problem;
    }
    forget();
    words.value = made;
    return null;
  } finally {
    sending.value = false;
  }
}
