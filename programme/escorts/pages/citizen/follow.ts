// Her walk on this phone: one loop that tells the city what she did and hears how it stands, until she has put it away.
import { signal } from '@preact/signals';
import { ask, cityTime, pause, type Told } from '#platform/ui/phone/ask.ts';
import { followHere, stopHere } from '#platform/ui/phone/here.ts';
import type { WalkView } from '../../contract.ts';
import { change, type Errand, type Kept, keep, kept, see, startKept, view } from './kept.ts';
import { keepSending } from './send-place.ts';

/** Questions in a row that nobody answered. */
export const failures = signal(0);
/** When the city last answered, by its own clock. */
export const heardAt = signal<number | null>(null);
/** The city said no to the booking or to a change: the code of the refusal. */
export const refusal = signal<string | null>(null);

const everyMilliseconds = 3000;
const hiddenMilliseconds = 15_000;
/** What must not wait behind anything else. */
const urgent = ['refuse', 'not-them', 'help'];

let running = false;
let poke = new AbortController();

/** Goes on with the walk that is kept here. Called once, when these screens have come. */
export function startWalk(): void {
  startKept(() => void run());
  if (kept.value?.shares === true) followHere();
  keepSending(
    () => kept.value?.shares === true && kept.value.booking === null && view.value?.ended == null,
    (fix) => askWalk('POST', '/position', fix),
  );
  void run();
}

/** A new walk: told to the city until it has it or says no. */
export function begin(next: Kept): void {
  refusal.value = null;
  failures.value = 0;
  keep(next);
  void run();
}

/** A step that must not be lost: told at once, and until it has been heard. */
export function errand(path: string, body: object = {}): void {
  const now = kept.value;
  if (now === null) return;
  const first = urgent.includes(path);
  const errands = first
    ? [{ path, body }, ...now.errands]
    : [...now.errands.filter((one) => one.path !== path || path === 'confirm'), { path, body }];
  change({ errands });
  hurry();
}

/** A question that is answered now or not at all. */
export async function askWalk<T>(method: 'GET' | 'POST', path: string, body?: object) {
  const now = kept.value;
  if (now === null) return { ok: false, status: 0, code: 'unreachable' } as Told<T>;
  return ask<T>(`${method} /api/walks/${now.id}${path}`, {
    ...(body === undefined ? {} : { body }),
    authorization: `Walk ${now.key}`,
  });
}

/** She lets the pair see where she is, or no longer. */
export function share(on: boolean): void {
  change({ shares: on });
  if (on) followHere();
  else stopHere();
}

/** Everything of this walk is taken off the phone. */
export function putAway(): void {
  stopHere();
  keep(null);
  failures.value = 0;
}

/** Takes in the walk as an answer told it. */
export function hear(told: Told<WalkView>): boolean {
  if (told.ok) {
    heardAt.value = cityTime();
    if (told.value.id === kept.value?.id) takeIn(told.value);
    return true;
  }
  // The city knows it no more: it ended long ago.
  if (told.code === 'unknown-walk' && kept.value?.booking === null) putAway();
  return isRefused(told);
}

function takeIn(next: WalkView): void {
  const former = view.value?.pair?.meeting?.secret;
  const secret = next.pair?.meeting?.secret;
  // Other people come, or the code was made void: what was checked before is no proof of these.
  if (secret !== undefined && secret !== former && !next.sheConfirmed)
    change({ fitted: false, wrong: 0 });
  see(next);
  if (next.ended !== null) stopHere();
}

/** The city itself answered with a no that a second try would not change. */
export function isRefused(told: Told<unknown>): boolean {
  return !told.ok && told.status >= 400 && told.status < 500 && !/^status-/.test(told.code);
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
    const told = await tell(kept.value);
    failures.value = told ? 0 : failures.value + 1;
    if (poked.aborted || (told && kept.value !== null && kept.value.errands.length > 0)) continue;
    const wait =
      failures.value > 0
        ? Math.min(5000, 400 * 2 ** Math.min(failures.value, 5))
        : document.visibilityState === 'visible'
          ? everyMilliseconds
          : hiddenMilliseconds;
    await pause(wait, poked);
  }
  running = false;
}

/** One question or step; whether the city answered it. */
async function tell(now: Kept): Promise<boolean> {
  if (now.booking !== null) return tellBooking(now, now.booking);
  const [first] = now.errands;
  // It is over: nothing about it changes any more but by her own answer, and by the desk while a call is open.
  if (first === undefined && view.value?.ended != null && !view.value.helpCalled) return true;
  if (first === undefined) return hear(await askWalk<WalkView>('GET', ''));
  const told = await askWalk<WalkView>('POST', `/${first.path}`, first.body);
  // Refused is answered: trying the same again would stop everything behind it.
  if (told.ok || isRefused(told))
    change({ errands: (kept.value?.errands ?? []).filter((one) => !isSame(one, first)) });
  if (told.ok) return hear(told);
  return isRefused(told) ? hear(await askWalk<WalkView>('GET', '')) : false;
}

/** The same step, told with the same words. */
export function isSame(a: Errand, b: Errand): boolean {
  return a.path === b.path && JSON.stringify(a.body) === JSON.stringify(b.body);
}

async function tellBooking(now: Kept, booking: object): Promise<boolean> {
  const told = await ask<WalkView>('POST /api/walks', {
    body: { id: now.id, key: now.key, ...booking },
  });
  if (told.ok) {
    change({ booking: null });
    return hear(told);
  }
  if (!isRefused(told)) return false;
  refusal.value = told.code;
  keep(null);
  return true;
}
