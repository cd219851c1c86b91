// The clerk's button as this phone knows it: asked for every two seconds, and a press that is sent until it has arrived.
import { computed, signal } from '@preact/signals';
import { request } from '#platform/ui/client.ts';
import { now } from '#platform/ui/clock.ts';
import { secret } from './store-link.ts';

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

/**
 * Presses. The same press keeps its id for every try, so that the city counts it once however often the
 * network swallows the answer; it is tried until it has arrived.
 */
export async function press(kind: 'single' | 'long'): Promise<void> {
  const pressId = crypto.randomUUID();
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
