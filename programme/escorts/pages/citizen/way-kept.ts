// Her way without scouts on this phone: one loop that tells the city where she is and hears whether it worries.
import { signal } from '@preact/signals';
import { ask, cityTime, pause, type Told } from '#platform/ui/phone/ask.ts';
import { followHere, stopHere } from '#platform/ui/phone/here.ts';
import type { CompanionView } from '../../companion-contract.ts';
import { wayKey } from './card.ts';
import { isRefused, isSame } from './follow.ts';
import { readShelf, shelve } from './kept.ts';
import { keepSending } from './send-place.ts';

export type KeptWay = {
  id: string;
  key: string;
  /** Setting out, until the city has it; forgotten then. */
  start: Readonly<Record<string, unknown>> | null;
  errands: { path: string; body: object }[];
  shares: boolean;
  /** Links made on this phone, so that each can be sent again or taken back. */
  links: KeptLink[];
  /** The city called help: an end that follows is the desk's, not her arrival. */
  called: boolean;
};

/** `at` in milliseconds by the city's clock. */
export type KeptLink = { token: string; at: number };

export const way = signal<KeptWay | null>(null);
export const wayView = signal<CompanionView | null>(null);
export const wayFailures = signal(0);
/** The city said no to setting out: why. */
export const wayRefusal = signal<string | null>(null);
/** The way has ended, by her arriving or by the desk that closed her call, and she has not put it away. */
export const wayOver = signal<'there' | 'call-closed' | null>(null);

const everyMilliseconds = 4000;
const hiddenMilliseconds = 12_000;
let running = false;
let poke = new AbortController();

export function startWay(): void {
  way.value = readShelf<KeptWay>(wayKey);
  addEventListener('storage', (event) => {
    if (event.key !== wayKey && event.key !== null) return;
    way.value = readShelf<KeptWay>(wayKey);
    void run();
  });
  if (way.value?.shares === true) followHere();
  keepSending(
    () => way.value?.shares === true && way.value.start === null,
    (fix) => askWay('POST', '/position', fix),
  );
  void run();
}

function keepWay(next: KeptWay | null): void {
  way.value = next;
  shelve(wayKey, next);
}

function changeWay(some: Partial<KeptWay>): void {
  if (way.value !== null) keepWay({ ...way.value, ...some });
}

/** Sets out. */
export function setOut(next: KeptWay): void {
  wayRefusal.value = null;
  wayOver.value = null;
  wayView.value = null;
  wayFailures.value = 0;
  keepWay(next);
  if (next.shares) followHere();
  void run();
}

/** A step that must not be lost: told at once, and until it has been heard. */
export function wayErrand(
  path: 'extend' | 'arrived' | 'help' | 'links/end',
  body: object = {},
): void {
  const now = way.value;
  if (now === null) return;
  const others =
    path === 'links/end' ? now.errands : now.errands.filter((one) => one.path !== path);
  changeWay({
    errands: path === 'help' ? [{ path, body }, ...others] : [...others, { path, body }],
  });
  const former = poke;
  poke = new AbortController();
  former.abort();
  void run();
}

/** One more person follows; the token is made on this phone. Whether the city took it. */
export async function addLink(token: string): Promise<boolean> {
  const told = await askWay('POST', '/links', { token });
  if (told.ok) changeWay({ links: [...(way.value?.links ?? []), { token, at: cityTime() }] });
  return told.ok;
}

/** Those who follow see where she is, or no longer. */
export function shareWay(on: boolean): void {
  changeWay({ shares: on });
  if (on) followHere();
  else stopHere();
}

/** Puts away what is left on the screen. */
export function putWayAway(): void {
  wayOver.value = null;
  wayView.value = null;
}

function askWay(method: 'GET' | 'POST', path: string, body?: object): Promise<Told<CompanionView>> {
  const now = way.value;
  if (now === null) return Promise.resolve({ ok: false, status: 0, code: 'unreachable' });
  return ask<CompanionView>(`${method} /api/companions/${now.id}${path}`, {
    ...(body === undefined ? {} : { body }),
    authorization: `Companion ${now.key}`,
  });
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  while (way.value !== null) {
    const { signal: poked } = poke;
    const told = await tell(way.value);
    wayFailures.value = told ? 0 : wayFailures.value + 1;
    if (poked.aborted || (told && (way.value?.errands.length ?? 0) > 0)) continue;
    const wait =
      wayFailures.value > 0
        ? Math.min(5000, 400 * 2 ** Math.min(wayFailures.value, 5))
        : document.visibilityState === 'visible'
          ? everyMilliseconds
          : hiddenMilliseconds;
    await pause(wait, poked);
  }
  running = false;
}

async function tell(now: KeptWay): Promise<boolean> {
  if (now.start !== null) {
    const told = await ask<CompanionView>('POST /api/companions', {
      body: { id: now.id, key: now.key, ...now.start },
    });
    if (told.ok) changeWay({ start: null });
    else if (isRefused(told)) {
      wayRefusal.value = told.code;
      stopHere();
      keepWay(null);
    }
    return hearWay(told);
  }
  const [first] = now.errands;
  if (first === undefined) return hearWay(await askWay('GET', ''));
  const told = await askWay('POST', `/${first.path}`, first.body);
  if (told.ok || isRefused(told)) {
    const ended = first.path === 'links/end' && 'token' in first.body ? first.body.token : null;
    changeWay({
      errands: (way.value?.errands ?? []).filter((one) => !isSame(one, first)),
      links: (way.value?.links ?? []).filter(({ token }) => token !== ended),
    });
  }
  return hearWay(told);
}

/** Takes in an answer; whether the city answered at all. A way that is over stays on the phone no longer. */
function hearWay(told: Told<CompanionView>): boolean {
  if (!told.ok) {
    if (told.code === 'unknown-way') end();
    return isRefused(told);
  }
  if (told.value.id !== way.value?.id) return true;
  wayView.value = told.value;
  if (told.value.state === 'help-called' && way.value?.called === false)
    changeWay({ called: true });
  if (told.value.state === 'over') end();
  return true;
}

function end(): void {
  wayOver.value = way.value?.called === true ? 'call-closed' : 'there';
  stopHere();
  keepWay(null);
}
