// Sealing and sending: what is sent is kept in memory until the city has it, and sent again as it is.
import { signal } from '@preact/signals';
import {
  loadWordList,
  makeReceipt,
  openReceipt,
  type ReceiptSecrets,
  toBase64url,
  wordsOf,
} from '#platform/sealing/index.ts';
import { ask, pause } from '#platform/ui/phone/ask.ts';
import { spoken } from '#platform/ui/phone/words.ts';
import type { HerReport } from '../../contract.ts';
import type { Recipient } from '../../sealing/book.ts';
import { type Gift, sealPart } from '../../sealing/hers.ts';
import { type Answers, answers, clearAnswers, figuresOf, isMinor, keepAnswers } from './answers.ts';
import { sayReach, sayStory } from './compose.ts';
import { desks, fetchDesks } from './desks.ts';
import { partner } from './partner.ts';
import { picked } from './picked.ts';
import { addUploads } from './uploads.ts';
import { doWork } from './work.ts';

/** `words`: the city has it, and the seven words are on the screen for the only time. */
export type Sending =
  | { state: 'none' | 'sealing' | 'sending' | 'waiting' }
  | { state: 'refused'; code: string }
  | { state: 'words'; words: readonly string[]; report: HerReport; secrets: ReceiptSecrets };

export const sending = signal<Sending>({ state: 'none' });

const againAfter = 3000;
const patience = 20_000;
let stopped = new AbortController();

/** Stops trying; what was written stays. */
export function stopSending(): void {
  stopped.abort();
  sending.value = { state: 'none' };
}

/** When a consent ends, as the city takes it. */
export function endOf(days: number | null): string | null {
  return days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString();
}

/** What is in clear of her answers. */
export function clearOf(said: Answers) {
  return {
    district: said.district,
    urgency: said.urgency,
    language: spoken.value.language,
    teller: said.teller,
    minor: isMinor(said),
    services: said.services,
  };
}

/** Gifts for chosen desks; `undefined` while they are not known. */
export function giftsFor(chosen: readonly string[], endsIn: number | null): Gift[] | undefined {
  if (desks.value.state !== 'known') return undefined;
  const byId = new Map(desks.value.items.map((desk) => [desk.desk, desk]));
  const found = chosen.map((id) => byId.get(id)).filter((desk): desk is Recipient => !!desk);
  return found.length < chosen.length
    ? undefined
    : found.map((to) => ({ to, endsAt: endOf(endsIn) }));
}

/** Seals her answers and sends them until the city has them, or she stops. */
export async function sendReport(): Promise<void> {
  const said = answers.value;
  stopped = new AbortController();
  const { signal: stop } = stopped;
  sending.value = { state: 'sealing' };
  try {
    const list = await loadWordList(spoken.value.language === 'ko' ? 'ko' : 'en');
    const receipt = makeReceipt();
    const secrets = await openReceipt(receipt);
    const id = crypto.randomUUID();
    let body = await seal(id, secrets, said);
    while (!stop.aborted) {
      if (body === null) return refuse('key-replaced');
      if (sending.value.state === 'sealing') sending.value = { state: 'sending' };
      const told = await ask<HerReport>('POST /api/reports', {
        body,
        timeout: patience,
        signal: stop,
      });
      if (stop.aborted) return;
      if (told.ok) {
        sending.value = {
          state: 'words',
          words: wordsOf(receipt, list),
          report: told.value,
          secrets,
        };
        clearAnswers();
        sendFiles(id, secrets, said);
        if (told.value.suspectedFlood) void doWork(told.value, secrets.token);
        return;
      }
      if (told.code === 'key-replaced' && said.district !== null) {
        await pause(againAfter, stop);
        await fetchDesks(said.district);
        body = await seal(id, secrets, said);
      } else if (told.status === 0 || told.status === 429 || told.status >= 500) {
        sending.value = { state: 'waiting' };
        await pause(againAfter, stop);
      } else return refuse(told.code);
    }
  } catch (error) {
    // A text that is too long is hers to shorten; anything else is a fault of ours, and nothing was sent.
    refuse(error instanceof RangeError ? 'too-long' : 'fault');
  }
}

/** Her words are there: now the files follow, to those who read her story. */
function sendFiles(report: string, secrets: ReceiptSecrets, said: Answers): void {
  const files = picked.value;
  picked.value = [];
  addUploads(files, {
    report,
    secrets,
    district: said.district,
    gifts: () => (said.nobody ? [] : giftsFor(said.who, said.endsIn)),
  });
}

function refuse(code: string): void {
  sending.value = { state: 'refused', code };
}

/** What is sent; `null` when somebody she chose cannot be sealed for any more. */
async function seal(id: string, secrets: ReceiptSecrets, said: Answers) {
  const gifts = giftsFor(said.nobody ? [] : said.who, said.endsIn);
  const identityGifts = giftsFor(said.nobody ? [] : said.identity, said.endsIn);
  if (!said.nobody && (gifts === undefined || identityGifts === undefined)) return null;
  const herKey = secrets.keys.publicKey;
  const [story, reach] = [sayStory(said), sayReach(said)];
  const wanted = [
    { kind: 'narrative' as const, text: story, gifts: gifts ?? [] },
    ...(reach === ''
      ? []
      : [{ kind: 'identity' as const, text: reach, gifts: identityGifts ?? [] }]),
    ...(said.nobody ? [{ kind: 'answers' as const, text: keepAnswers(said), gifts: [] }] : []),
  ];
  const parts = await Promise.all(
    wanted.map(async (part) => {
      const { key: _kept, ...sealed } = await sealPart(id, herKey, part);
      return sealed;
    }),
  );
  return {
    id,
    receipt: secrets.token,
    herKey: toBase64url(herKey),
    clear: said.nobody ? null : clearOf(said),
    parts,
    figures: said.nobody ? null : figuresOf(said),
    from: partner.value,
  };
}
