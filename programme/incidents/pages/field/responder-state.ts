// A unit's phone as it knows itself: asked for every two seconds, and steps that are sent until they have arrived.
import { computed, signal } from '@preact/signals';
import { request } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { ring } from '#platform/ui/sound.ts';
import type { Offer, Responder } from '../../responder-contract.ts';
import { decideOffer, type OfferState } from '../../rules/offer.ts';
import type { DeclineReason } from '../../shapes.ts';
import { t } from './words.ts';

/** What this phone proves itself with: the unit's id and secret, joined by a dot. */
export const bearer = signal('');
export const responder = signal<Responder | null>(null);
export const online = signal(true);
/** The city does not know this secret any more. */
export const refused = signal(false);
/** The end of the offer that was last shown was seen and put away. */
export const seenEnd = signal('');
/** Local time (ms) at which the shown offer falls back to the operator. */
export const answerBy = signal<number | null>(null);

const askEvery = 2000;
const storageKey = 'ansim.unit.steps';

export type UnitStep = 'accept' | 'decline' | 'on-way' | 'on-scene' | 'notes' | 'done';
type Waiting = { incidentId: string; name: UnitStep; body: Record<string, unknown> };
/** Steps that have not arrived yet, oldest first. */
export const waiting = signal<readonly Waiting[]>([]);

const moves = { accept: 'accept', 'on-way': 'on-way', 'on-scene': 'arrive' } as const;

/** How far the unit has come, steps on their way counted. */
export const shown = computed((): OfferState | null => {
  const offer = responder.value?.offer ?? null;
  if (offer === null) return null;
  let state: OfferState = offer.state;
  for (const step of waiting.value) {
    if (step.incidentId !== offer.incidentId) continue;
    if (step.name === 'decline' || step.name === 'done') return null;
    if (step.name === 'notes') continue;
    const decision = decideOffer(state, moves[step.name]);
    if (decision.ok) state = decision.state;
  }
  return state;
});

function headers(): Record<string, string> {
  return { authorization: `Bearer ${bearer.value}` };
}

/** One request as this unit. */
export function ask<T>(route: string, input: { params?: object; body?: object } = {}) {
  return request<T>(route, input, AbortSignal.timeout(8000), headers());
}

let lastAsked = '';
function take(next: Responder): void {
  const { offer } = next;
  answerBy.value = offer?.secondsLeft == null ? null : performance.now() + offer.secondsLeft * 1000;
  const fresh = offer?.state === 'offered' ? `${offer.incidentId} ${offer.askedAt}` : '';
  if (fresh !== '' && fresh !== lastAsked) {
    navigator.vibrate?.([300, 120, 300, 120, 300]);
    ring(1);
  }
  lastAsked = fresh || lastAsked;
  responder.value = next;
  online.value = true;
  refused.value = false;
}

/** Asks how things stand. */
export async function fetchResponder(): Promise<void> {
  const answer = await ask<Responder>('GET /api/unit');
  if (answer.ok) take(answer.value);
  else if (answer.problem.status === 401) refused.value = true;
  else online.value = answer.problem.status !== 0;
}

/** Begins the shift, or ends it. */
export async function setDuty(on: boolean): Promise<boolean> {
  const answer = await ask('POST /api/unit/duty', { body: { on } });
  if (answer.ok) {
    await fetchResponder();
    return true;
  }
  online.value = answer.problem.status !== 0;
  if (answer.problem.status === 0) tell(t('offline'), 'refused');
  else
    tell(
      answer.problem.code === 'unit-busy' ? t('problem.unit-busy') : t('problem.other'),
      'refused',
    );
  return false;
}

/** Takes a step: it is kept on this phone and sent until it has arrived, whatever the network does meanwhile. */
export function step(name: UnitStep, offer: Offer, body: Record<string, unknown> = {}): void {
  keep([...waiting.value, { incidentId: offer.incidentId, name, body }]);
  void sendWaiting();
}

export function accept(offer: Offer): void {
  step('accept', offer);
}
export function decline(offer: Offer, reason: DeclineReason): void {
  step('decline', offer, { reason });
}
export function writeNote(offer: Offer, text: string): void {
  step('notes', offer, { noteId: crypto.randomUUID(), text });
}

function keep(next: readonly Waiting[]): void {
  waiting.value = next;
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Without storage a step lives as long as this page.
  }
}

/** Takes up what was not sent when the page was closed. */
export function readWaiting(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    if (Array.isArray(kept)) waiting.value = kept as Waiting[];
  } catch {
    waiting.value = [];
  }
  void sendWaiting();
}

let sending = false;
async function sendWaiting(): Promise<void> {
  if (sending) return;
  sending = true;
  for (let tries = 0; waiting.value[0] !== undefined && !refused.value; ) {
    const [first] = waiting.value;
    const answer = await ask<Responder>(`POST /api/unit/incidents/:id/${first.name}`, {
      params: { id: first.incidentId },
      body: first.body,
    });
    if (answer.ok) {
      keep(waiting.value.slice(1));
      take(answer.value);
      tries = 0;
    } else if (answer.problem.status === 401) refused.value = true;
    else if (answer.problem.status === 0 || answer.problem.status >= 500) {
      online.value = answer.problem.status !== 0;
      tries += 1;
      await new Promise((done) => setTimeout(done, Math.min(4000, 400 * 2 ** tries)));
    } else {
      // Refused for good: the call is over, or the operator was quicker. What follows from it falls with it.
      keep(waiting.value.slice(1).filter((other) => other.incidentId !== first.incidentId));
      if (first.name !== 'done' && first.name !== 'decline') sayRefused(answer.problem.code);
      await fetchResponder();
    }
  }
  sending = false;
}

function sayRefused(code: string): void {
  if (code === 'version-conflict') tell(t('problem.version-conflict'), 'refused');
  else if (code === 'not-found' || code === 'offer-over') tell(t('problem.over'), 'refused');
  else tell(t('problem.other'), 'refused');
}

/** Asks every two seconds, and at once when the phone wakes or was woken; answers with how to stop. */
export function followResponder(): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function again(): Promise<void> {
    clearTimeout(timer);
    await fetchResponder();
    if (!stopped) timer = setTimeout(again, askEvery);
  }
  function woke(): void {
    if (document.visibilityState === 'visible') void again();
  }
  function pushed(): void {
    void again();
  }
  document.addEventListener('visibilitychange', woke);
  window.addEventListener('online', woke);
  navigator.serviceWorker?.addEventListener('message', pushed);
  readWaiting();
  void again();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', woke);
    window.removeEventListener('online', woke);
    navigator.serviceWorker?.removeEventListener('message', pushed);
  };
}
