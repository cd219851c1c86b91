// A scout's phone as it knows itself: asked for every two seconds, steps told in order until they have arrived, nothing of hers after the end.
import { computed, signal } from '@preact/signals';
import { type Answer, request } from '#platform/ui/client.ts';
import { heardFromServer, serverNow } from '#platform/ui/clock.ts';
import { tell } from '#platform/ui/notices.ts';
import { ring } from '#platform/ui/sound.ts';
import type { PairView } from '../../pair-contract.ts';
import { keepSteps, keepView, keptSteps, keptView, longestWalk } from './kept.ts';
import {
  type Pending,
  routeOf,
  type StepName,
  stillDue,
  turnOf,
  whenRefused,
  withoutHers,
  withPending,
} from './pending.ts';
import { t } from './words.ts';

/** What this phone proves itself with. */
export const key = signal('');
export const online = signal(true);
/** The city does not know this phone any more. */
export const refused = signal(false);
/** What the city said last. */
const said = signal<PairView | null>(null);
/** Steps that have not arrived yet, oldest first. */
export const pending = signal<readonly Pending[]>([]);
/** The end that was seen and put away, by its walk. */
export const seenEnd = signal('');
/** The pair said that it is well while her walk was still open. */
export const saidSafe = signal('');

/** What the screen shows: what the city said, with the steps on their way counted. */
export const view = computed(() =>
  said.value === null ? null : withPending(said.value, pending.value),
);

const askEvery = 2000;
let heardAt = 0;
/** Counts what the city said, so that an answer to an older question is not taken for news. */
let heard = 0;

/** One request as this scout. */
export function ask<T>(
  route: string,
  input: { params?: object; body?: object } = {},
): Promise<Answer<T>> {
  const headers = { authorization: `Scout ${key.value}` };
  return request<T>(route, input, AbortSignal.timeout(8000), headers);
}

let lastOffer = '';
/** Takes over what the city says. */
export function take(next: PairView): void {
  const before = said.value;
  heardFromServer(Date.parse(next.at));
  heardAt = Date.now();
  heard += 1;
  online.value = true;
  refused.value = false;
  if (next.offer !== null && next.offer.id !== lastOffer) {
    lastOffer = next.offer.id;
    shake([300, 120, 300, 120, 300]);
    ring(1);
  }
  const lost = before?.walk != null && before.walk.id !== next.walk?.id;
  const due = stillDue(pending.value, next);
  if (due.length !== pending.value.length) keepPending(due);
  show(next.walk === null ? next : { ...next, walk: withoutHers(next.walk) });
  if (lost && next.ended?.walkId !== before.walk?.id) tell(t('walk.moved'));
  if (lost) shake(200);
}

/** Before the first touch a browser refuses it. */
function shake(pattern: VibratePattern): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern);
}

function show(next: PairView | null): void {
  said.value = next;
  keep();
}

/** A page that speaks for nobody, as in the gallery, keeps nothing. */
function keep(): void {
  if (key.value !== '') keepView(said.value, view.value, serverNow() - Date.now());
}

/** Asks how things stand. */
export async function fetchView(): Promise<void> {
  const before = heard;
  const answer = await ask<PairView>('GET /api/pair');
  if (answer.ok && heard !== before) return;
  if (answer.ok) take(answer.value);
  else failed(answer.problem.status);
}

function failed(status: number): void {
  if (status === 401) {
    refused.value = true;
    show(null);
    keepPending([]);
  } else online.value = status !== 0;
  // Out of reach for hours: whatever became of her walk, it is nothing for this phone any more.
  if (said.value?.walk && Date.now() - heardAt > longestWalk) show({ ...said.value, walk: null });
}

/** Begins or ends the shift, of the owner or of both. */
export async function setShift(step: 'begin' | 'end', both: boolean): Promise<boolean> {
  const answer = await ask<PairView>(`POST /api/pair/shift/${step}`, { body: { both } });
  if (answer.ok) take(answer.value);
  else {
    failed(answer.problem.status);
    sayRefused(answer.problem.code);
  }
  return answer.ok;
}

/** Takes a step: it is kept on this phone and told until it has arrived, in its order, whatever the network does meanwhile. */
export function step(name: StepName, about: string, body: Record<string, unknown> = {}): void {
  keepPending([...pending.value, { name, about, body }]);
  keep();
  void tellPending();
}

function keepPending(next: readonly Pending[]): void {
  pending.value = next;
  keepSteps(next);
}

function done(step: Pending): void {
  keepPending(pending.value.filter((one) => one !== step));
}

let telling = false;
async function tellPending(): Promise<void> {
  if (telling) return;
  telling = true;
  for (let tries = 0; pending.value[0] !== undefined && !refused.value; ) {
    const [first] = pending.value;
    const turn = turnOf(first, heard > 0 ? said.value : null);
    // Her phone has not spoken yet; the next look at the city goes on from here.
    if (turn === 'wait') break;
    const route = routeOf(first);
    if (turn === 'drop' || route === null) {
      done(first);
      continue;
    }
    const answer = await ask<PairView>(route, { params: { id: first.about }, body: first.body });
    if (answer.ok) {
      done(first);
      if (first.name === 'block') tell(t('block.done'));
      if (first.name === 'observe') tell(t('observe.done'));
      else take(answer.value);
      tries = 0;
    } else if (answer.problem.status === 0 || answer.problem.status >= 500) {
      failed(answer.problem.status);
      tries += 1;
      await new Promise((done) => setTimeout(done, Math.min(4000, 400 * 2 ** tries)));
    } else {
      keepPending(whenRefused(pending.value, first));
      failed(answer.problem.status);
      sayRefused(answer.problem.code, answer.problem.left);
      await fetchView();
    }
  }
  telling = false;
}

const sentences = [
  'offer-over',
  'walk-open',
  'unfit',
  'no-shift',
  'not-on-duty',
  'too-early',
  'nothing-to-block',
  'outside-city',
] as const;

function sayRefused(code: string, left?: number): void {
  const known = sentences.find((one) => one === code);
  if (known) tell(t(`problem.${known}`), 'refused');
  else if (code === 'wrong-code')
    tell(left === 0 ? t('code.wrong.third') : t('code.wrong', { n: left ?? 0 }), 'refused');
  else if (code === 'unreachable' || code === 'aborted') tell(t('offline'), 'refused');
  else if (code !== 'walk-over' && code !== 'not-your-walk' && code !== 'unknown-phone')
    tell(t('problem.other'), 'refused');
}

/** Takes up what this phone kept, asks every two seconds and at once when it wakes; answers with how to stop. */
export function followPair(): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function again(): Promise<void> {
    clearTimeout(timer);
    await fetchView();
    void tellPending();
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(again, askEvery);
  }
  const woke = () => {
    if (document.visibilityState === 'visible') void again();
  };
  const pushed = () => void again();
  document.addEventListener('visibilitychange', woke);
  window.addEventListener('online', woke);
  navigator.serviceWorker?.addEventListener('message', pushed);
  if (pending.value.length === 0) pending.value = keptSteps();
  const kept = said.value === null ? keptView(Date.now()) : null;
  if (kept !== null) {
    heardAt = kept.at;
    heardFromServer(Date.now() + kept.offset);
    said.value = kept.view;
  }
  void again();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', woke);
    window.removeEventListener('online', woke);
    navigator.serviceWorker?.removeEventListener('message', pushed);
  };
}
