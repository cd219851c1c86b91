// The clerk's button as this phone knows it: asked for every two seconds, and a press that is sent until it has arrived.
import { computed, signal } from '@preact/signals';
import { request } from '#platform/ui/client.ts';
import { now } from '#platform/ui/clock.ts';
import { secret } from './enrolled.ts';
import { isFresh, keepPress, keptPress, type Press } from './pending-press.ts';

export type Clerk = {
  store: { name: string };
  shift: { name: string; acceptedAt: string } | null;
  testUntil: string | null;
  incident: {
    state: string;
    raisedAt: string;
    policeKnow: boolean;
    unit: string | null;
    etaMinutes: number | null;
  } | null;
};

export const clerk = signal<Clerk | null>(null);
export const online = signal(true);
/** The server does not know this secret. */
export const refused = signal(false);
/** A press that has not arrived yet, and how often it was tried. */
export const sending = signal<{ tries: number } | null>(null);

/** Practice still runs. */
export const testing = computed(() => {
  const until = clerk.value?.testUntil ?? null;
  return until !== null && Date.parse(until) > now.value;
});

function headers(): Record<string, string> {
  return { authorization: `Bearer ${secret.value ?? ''}` };
}

export async function fetchClerk(): Promise<void> {
  const answer = await request<Clerk>('GET /api/clerk', {}, undefined, headers());
  online.value = answer.ok || answer.problem.status !== 0;
  if (answer.ok) {
    clerk.value = answer.value;
    refused.value = false;
  } else if (answer.problem.status === 401) refused.value = true;
}

/** Time (ms) of a press that was never sent and is too old to be sent by itself; null when there is none. */
export const lost = signal<number | null>(null);

/** Presses: kept on this phone first, then tried until it has arrived. */
export async function press(kind: 'single' | 'long'): Promise<void> {
  const mine = { pressId: crypto.randomUUID(), kind, at: Date.now() };
  lost.value = null;
  keepPress(mine);
  await deliver(mine);
}

/** Takes up a press that was being sent when this page was closed. */
export function takeUpPress(): void {
  const mine = keptPress();
  if (mine === null || sending.value !== null) return;
  if (isFresh(mine, Date.now())) void deliver(mine);
  else {
    keepPress(null);
    lost.value = mine.at;
  }
}

/**
 * The same press keeps its id for every try, so that the city counts it once however often the network swallows the answer.
 */
async function deliver({ pressId, kind }: Press): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    sending.value = { tries };
    const answer = await request(
      'POST /api/clerk/press',
      { body: { pressId, kind } },
      AbortSignal.timeout(8000),
      headers(),
    );
    if (answer.ok) break;
    if (answer.problem.status === 401) {
      refused.value = true;
      break;
    }
    online.value = answer.problem.status !== 0;
    await new Promise((done) => setTimeout(done, Math.min(5000, 400 * 2 ** tries)));
  }
  keepPress(null);
  sending.value = null;
  await fetchClerk();
}

async function send(route: string, body: unknown): Promise<boolean> {
  const answer = await request(route, { body }, undefined, headers());
  if (answer.ok) await fetchClerk();
  return answer.ok;
}

export function startPractice(): Promise<boolean> {
  return send('POST /api/clerk/test-mode', {});
}
/** A press by mistake, while its countdown runs; afterwards the control room ends the call. */
export function takeBack(): Promise<boolean> {
  return send('POST /api/clerk/take-back', {});
}
export function acceptShift(name: string): Promise<boolean> {
  return send('POST /api/clerk/shift', { name, knowsButton: true });
}
export function reportBell(text: string): Promise<boolean> {
  return send('POST /api/clerk/bell-broken', { text });
}

/** Asks every two seconds, and at once when the phone wakes; answers with how to stop. */
export function followClerk(): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function again(): Promise<void> {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') await fetchClerk();
    if (!stopped) timer = setTimeout(again, 2000);
  }
  function woke(): void {
    if (document.visibilityState === 'visible') void again();
  }
  document.addEventListener('visibilitychange', woke);
  void again();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', woke);
  };
}
