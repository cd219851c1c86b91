// Reports at the desk: what waits for the own desks, which one is chosen, whose desks are silent. Ids, fixed lists and times only.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { type Live, openLive } from '#platform/live/client.ts';
import { createClient, type Problem } from '#platform/ui/client.ts';
import type { reportDeskContract } from '../../desk-contract.ts';
import type { keysContract } from '../../keys-contract.ts';
import { inOrder, isWaiting, silentDesks } from './order.ts';

export const call = createClient<typeof reportDeskContract & typeof keysContract>();
export type Inbox = z.infer<(typeof reportDeskContract)['GET /api/desk/reports']['reply']>;
export type Report = Inbox['items'][number];
export type Part = Report['parts'][number];
export type Desk = Inbox['desks'][number];
export type MyKeys = z.infer<(typeof keysContract)['GET /api/keys/mine']['reply']>;
export type MyDesk = MyKeys['desks'][number];

export const inbox = signal<Inbox | null>(null);
/** Why the list could not be had; it keeps showing what it had. */
export const inboxProblem = signal<Problem | null>(null);
export const chosenId = signal<string | null>(null);
/** Whose session this is; keys and words of one are never another's. */
export const seat = signal<string | null>(null);
export const acknowledging = signal(false);

export const ordered = computed(() => inOrder(inbox.value?.items ?? []));
export const chosen = computed(
  () => inbox.value?.items.find(({ id }) => id === chosenId.value) ?? null,
);
/** What wants somebody: reports that nobody took on, and other desks that do not answer. */
export const reportsWaiting = computed(
  () => ordered.value.filter(isWaiting).length + silentDesks(inbox.value?.alerts ?? []).length,
);

/** News tell at once; the list is asked for beside them for what no event says: time that passes, a desk that was joined. */
const withNews = 20_000;
const withoutNews = 2000;
let asked = 0;
let live: Live | undefined;
let hears = false;

/** Fetches the list as of now; an answer that a later one has overtaken is left. Answers reports seen for the first time. */
export async function fetchInbox(): Promise<Report[]> {
  asked += 1;
  const mine = asked;
  const answer = await call('GET /api/desk/reports', {});
  if (mine !== asked || seat.value === null) return [];
  inboxProblem.value = answer.ok ? null : answer.problem;
  if (!answer.ok) return [];
  const before = inbox.value;
  inbox.value = answer.value;
  if (before === null) return [];
  const known = new Set(before.items.map(({ id }) => id));
  return answer.value.items.filter((one) => !known.has(one.id) && isWaiting(one));
}

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Starts a session of somebody who works at desks: the list is asked for whenever the feed of the own desks names a report, and now
 * and then beside it. `onNew` is told how many came.
 */
export function openInbox(
  person: string,
  on: { onNew(count: number): void; onSignedOut(): void },
): void {
  closeInbox();
  seat.value = person;
  let busy = false;
  let once = false;
  async function again(): Promise<void> {
    // What happens while the list is on its way is asked for after it.
    if (busy) {
      once = true;
      return;
    }
    busy = true;
    once = false;
    const fresh = await fetchInbox();
    busy = false;
    if (seat.value !== person) return;
    if (inboxProblem.value?.status === 401) return on.onSignedOut();
    if (fresh.length > 0) on.onNew(fresh.length);
    clearTimeout(timer);
    timer = setTimeout(again, once ? 0 : hears ? withNews : withoutNews);
  }
  const hear = () => void again();
  live = openLive({
    url: '/api/desk/reports/live',
    onEvent: hear,
    async onReset() {
      hear();
      return undefined;
    },
    onStatus({ state }) {
      const came = state === 'live' && !hears;
      hears = state === 'live';
      // What happened while nobody told.
      if (came) hear();
    },
  });
  void again();
}

/** Ends it: nothing of what this person saw stays. */
export function closeInbox(): void {
  clearTimeout(timer);
  live?.close();
  live = undefined;
  hears = false;
  asked += 1;
  seat.value = null;
  inbox.value = null;
  inboxProblem.value = null;
  chosenId.value = null;
}

/** Puts a report as the server has it now into the list. */
export function putReport(report: Report): void {
  const before = inbox.value;
  if (before === null) return;
  // A list that was asked for before this step would take it back.
  asked += 1;
  inbox.value = {
    ...before,
    items: before.items.map((one) => (one.id === report.id ? report : one)),
  };
}

/** The next report or the one before. */
export function moveReport(by: 1 | -1): void {
  const rows = ordered.value;
  const at = rows.findIndex(({ id }) => id === chosenId.value);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
  if (next !== undefined) chosenId.value = next.id;
}

/** Takes the chosen report on: the clocks of the own desks stop. Answers the refusal, if there was one. */
export async function acknowledgeReport(): Promise<Problem | null> {
  const report = chosen.value;
  if (report === null || !isWaiting(report) || acknowledging.value) return null;
  acknowledging.value = true;
  const answer = await call('POST /api/desk/reports/:id/acknowledge', {
    params: { id: report.id },
    body: {},
  });
  acknowledging.value = false;
  if (answer.ok) putReport(answer.value);
  else void fetchInbox();
  return answer.ok ? null : answer.problem;
}
