// What the city handed over: asked for every second, confirmed one by one.
import { signal } from '@preact/signals';
import { request } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { t } from './words.ts';

export type HandOver = {
  id: string;
  receivedAt: string;
  confirmedAt: string | null;
  eido: {
    name: string;
    address: string;
    phone: string | null;
    lat: number | null;
    lon: number | null;
    state: string;
    urgency: number | null;
    drill: boolean;
    callback: string | null;
  };
};

export const handOvers = signal<readonly HandOver[] | null>(null);
export const failed = signal(false);
export const signedOut = signal(false);
export const chosen = signal<string | null>(null);

/** Unconfirmed ones first, oldest of them on top; then the confirmed, newest first. */
export function inOrder(items: readonly HandOver[]): HandOver[] {
  return [...items].sort((a, b) => {
    const [left, right] = [a.confirmedAt === null, b.confirmedAt === null];
    if (left !== right) return left ? -1 : 1;
    return left
      ? a.receivedAt.localeCompare(b.receivedAt)
      : b.receivedAt.localeCompare(a.receivedAt);
  });
}

export async function fetchHandOvers(): Promise<void> {
  const answer = await request<{
    items: (Omit<HandOver, 'eido'> & { eido?: HandOver['eido'] } & Partial<HandOver['eido']>)[];
  }>('GET /api/demo-police/hand-overs');
  signedOut.value = !answer.ok && answer.problem.status === 401;
  failed.value = !answer.ok && !signedOut.value;
  if (!answer.ok) return;
  handOvers.value = inOrder(answer.value.items as HandOver[]);
  const waiting = handOvers.value.find((item) => item.confirmedAt === null);
  if (!handOvers.value.some((item) => item.id === chosen.value))
    chosen.value = (waiting ?? handOvers.value[0])?.id ?? null;
}

/** Sends the receipt of one, then stands on the next that waits. */
export async function confirmHandOver(id: string): Promise<void> {
  const answer = await request('POST /api/demo-police/hand-overs/:id/confirm', { params: { id } });
  if (answer.ok) tell(t('done'));
  else tell(sayProblem(answer.problem), 'refused');
  await fetchHandOvers();
  const next = handOvers.value?.find((item) => item.confirmedAt === null);
  if (next !== undefined) chosen.value = next.id;
}

/** Asks again a second after each answer; answers with how to stop. */
export function followHandOvers(): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function again(): Promise<void> {
    await fetchHandOvers();
    if (!stopped) timer = setTimeout(again, document.visibilityState === 'visible' ? 1000 : 3000);
  }
  void again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
