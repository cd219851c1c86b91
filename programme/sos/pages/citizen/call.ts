// The call on this phone: one loop that tells the city what she wants and hears how it stands, until the city has ended it.
import { computed, signal } from '@preact/signals';
import { ask, pause, type Told } from '#platform/ui/phone/ask.ts';
import { followHere, stopHere } from '#platform/ui/phone/here.ts';
import { spoken } from '#platform/ui/phone/words.ts';
import type { SosView } from '../../contract.ts';
import { forget, gone, hear, isRefused, isUnknown, ringEnds, step } from './hear.ts';
import {
  change,
  type Errand,
  type Kept,
  keep,
  kept,
  newId,
  newKey,
  startKept,
  view,
} from './kept.ts';
import { delayOf, type Phase, phaseOf } from './phase.ts';
import { sharing, startSharing } from './place.ts';

/** Questions in a row that nobody answered. */
export const failures = signal(0);
/** She pressed "by mistake" when it was too late to take it back. */
export const tooLate = signal(false);

export const phase = computed<Phase>(() => phaseOf(kept.value, view.value));

let running = false;
let poke = new AbortController();
const askPositionAfter = 1500;

/** Goes on with what was running here before. Called once when the page starts; answers whether something is. */
export function startCalls(): boolean {
  const live = startKept(() => {
    if (kept.value !== null) void run();
  });
  startSharing();
  if (live) {
    void run();
    if (sharing()) followHere();
  }
  return live;
}

/** The second touch. The call goes to the city before anything is asked of her. */
export function callForHelp(silent: boolean): void {
  begin({ silent, another: null });
  setTimeout(() => {
    if (sharing()) followHere();
  }, askPositionAfter);
}

/** Somebody else is in danger. */
export function callForAnother(another: NonNullable<Kept['another']>): void {
  begin({ silent: false, another });
}

function begin({ silent, another }: Pick<Kept, 'silent' | 'another'>): void {
  if (kept.value !== null) return;
  view.value = null;
  failures.value = 0;
  tooLate.value = false;
  gone.value = false;
  ringEnds.value = null;
  keep({
    id: newId(),
    key: newKey(),
    silent,
    language: spoken.value.language,
    stored: false,
    wish: null,
    quiet: false,
    another,
    errands: [],
  });
  void run();
}

/** "Send now", or "by mistake": told at once, and until it has been heard. */
export function wish(what: 'send' | 'cancel'): void {
  change({ wish: what });
  hurry();
}

/** A step that is no hurry but must not be lost: a message, a number, a link. */
export function errand(path: Errand['path'], body: object): void {
  const now = kept.value;
  if (now === null) return;
  change({ errands: [...now.errands, { path, body }] });
  hurry();
}

/** Stops or goes on sharing where she is. The call itself goes on either way. */
export function share(on: boolean): void {
  change({ quiet: !on });
  if (on) followHere();
  else stopHere();
  errand('sharing', { on });
}

/** Puts away what is left on the screen of a call that has ended. */
export function putAway(): void {
  if (kept.value !== null) return;
  view.value = null;
  gone.value = false;
}

/** A question to the city about this call, outside the loop. */
export function askCall<T>(path: string, body: object): Promise<Told<T>> {
  const now = kept.value;
  if (now === null) return Promise.resolve({ ok: false, status: 0, code: 'unreachable' });
  return ask<T>(`POST /api/sos/${now.id}/${path}`, { body, authorization: `Sos ${now.key}` });
}

function hurry(): void {
  const former = poke;
  poke = new AbortController();
  former.abort();
  void run();
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  while (kept.value !== null) {
    const { signal: poked } = poke;
    const told = await tell(kept.value, poked);
    if (poked.aborted) continue;
    failures.value = told ? 0 : failures.value + 1;
    if (kept.value === null || todo(kept.value)) {
      if (told) continue;
    }
    const hidden = document.visibilityState !== 'visible';
    await pause(delayOf({ failures: failures.value, phase: phase.value, hidden }), poked);
  }
  running = false;
}

function todo(now: Kept): boolean {
  return !now.stored || now.wish !== null || now.errands.length > 0;
}

/** One question or step; whether the city answered it. */
async function tell(now: Kept, poked: AbortSignal): Promise<boolean> {
  if (now.wish === 'cancel') return tellCancel(now);
  if (!now.stored) return tellCall(now, poked);
  if (now.wish === 'send') {
    const told = await step(now, 'send', {});
    if (told.ok || isRefused(told)) change({ wish: null });
    const heard = hear(told);
    // The taking back had arrived first, and she changed her mind: this is a call of its own.
    if (told.ok && told.value.state === 'cancelled') {
      begin({ silent: now.silent, another: now.another });
      change({ wish: 'send' });
    }
    return heard;
  }
  const [first, ...rest] = now.errands;
  if (first !== undefined) {
    const told = await step(now, first.path, first.body);
    // Refused is answered: trying the same again would stop everything behind it.
    if (told.ok || isRefused(told)) change({ errands: rest });
    return hear(told);
  }
  return hear(
    await ask<SosView>(`GET /api/sos/${now.id}`, {
      authorization: `Sos ${now.key}`,
      timeout: 6000,
      signal: poked,
    }),
  );
}

async function tellCall(now: Kept, poked: AbortSignal): Promise<boolean> {
  const { id, key, silent, language, another } = now;
  const told =
    another === null
      ? await ask<SosView>('POST /api/sos', {
          body: { id, key, silent, language },
          timeout: 6000,
          signal: poked,
        })
      : await ask<SosView>('POST /api/sos/for-another', {
          body: {
            id,
            key,
            language,
            place: { text: another.text, lat: another.lat, lon: another.lon },
            what: another.what,
          },
          timeout: 8000,
        });
  if (told.ok && kept.value?.id === id) change({ stored: true });
  if (told.ok && sharing()) followHere();
  return told.ok && hear(told);
}

/** Taken back: what never arrived is forgotten, once the city has said twice that it knows nothing of it. */
async function tellCancel(now: Kept): Promise<boolean> {
  let told = await step(now, 'cancel', {});
  if (isUnknown(told) && !now.stored) {
    // The call itself may still be on its way.
    await pause(1500);
    told = await step(now, 'cancel', {});
    if (isUnknown(told)) {
      forget();
      return true;
    }
  }
  if (!told.ok && isRefused(told)) {
    tooLate.value = told.code === 'too-late';
    change({ wish: null, stored: true });
  } else if (told.ok) change({ wish: null, stored: true });
  return told.ok ? hear(told) : isRefused(told);
}
