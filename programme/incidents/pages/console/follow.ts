// Keeps the queue equal to the server's: a snapshot, then every event; rows that events only name are fetched in batches.
import { effect, signal } from '@preact/signals';
import {
  type CallerPosition,
  type LinkStatus,
  type Live,
  type LiveEvent,
  openLive,
  type Position,
} from '#platform/live/client.ts';
import { request } from '#platform/ui/client.ts';
import { heardFromServer, serverNow } from '#platform/ui/clock.ts';
import type { Incident } from '../../contract.ts';
import { call } from './api.ts';
import { patchRow, type Summary } from './patch.ts';
import { putRows, replaceRows, revision, rows, show } from './queue-state.ts';
import { refreshDetail } from './selection.ts';

export const link = signal<LinkStatus>({ state: 'connecting', lastAt: null });
/** Smoothed lateness of the link in milliseconds; null before the first heartbeat. */
export const lateness = signal<number | null>(null);
/** Latest positions of units by id. */
export const positions = signal<ReadonlyMap<string, Position>>(new Map());

/** Latest positions of callers by the id of their call; the place itself stands in the row. */
export const callers = signal<ReadonlyMap<string, CallerPosition>>(new Map());

export type Follower = { close(): void };
type FollowOptions = {
  /** Told about calls this console sees for the first time, after the snapshot. */
  onNew(calls: readonly Incident[]): void;
  onOther(event: LiveEvent): void;
  /** A unit that was asked does not come: the call is the operator's again. */
  onFallBack(row: Incident, why: 'declined' | 'unanswered'): void;
  /** The session is over. */
  onSignedOut(): void;
};

const batchWait = 50;
const batchSize = 200;

/** Starts following; resolves when the first snapshot is on the screen or could not be had. */
export async function followIncidents(options: FollowOptions): Promise<Follower> {
  let live: Live | undefined;
  let closed = false;
  const wanted = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function snapshot(): Promise<string | undefined> {
    const answer = await call('GET /api/incidents', { query: { state: 'open' } });
    if (!answer.ok) {
      if (answer.problem.status === 401) options.onSignedOut();
      throw new Error(answer.problem.code);
    }
    replaceRows(answer.value.items);
    show();
    void fetchClosed();
    return answer.value.cursor;
  }

  async function fetchClosed(): Promise<void> {
    const since = new Date(serverNow() - 12 * 3600_000).toISOString();
    const answer = await call('GET /api/incidents', {
      query: { state: 'closed', since, limit: 500 },
    });
    if (answer.ok) putRows(answer.value.items);
  }

  function want(id: string): void {
    wanted.add(id);
    timer ??= setTimeout(fetchWanted, batchWait);
  }

  async function fetchWanted(): Promise<void> {
    timer = undefined;
    const ids = [...wanted].slice(0, batchSize);
    for (const id of ids) wanted.delete(id);
    if (wanted.size > 0) timer = setTimeout(fetchWanted, batchWait);
    const answer = await request<{ items: Incident[] }>('GET /api/incidents/rows', {
      query: { ids: ids.join(',') },
    });
    if (closed) return;
    if (answer.ok) {
      const fresh = putRows(answer.value.items).filter((row) => row.closedAt === null);
      if (fresh.length > 0) options.onNew(fresh);
    } else if (answer.problem.status === 0 || answer.problem.status >= 500) {
      // The rows are still owed; the link's own pace decides when to ask again.
      setTimeout(() => ids.forEach(want), 2000);
    }
  }

  function hear(event: LiveEvent): void {
    const summary = event.payload.incident as Summary | undefined;
    if (!event.type.startsWith('incident.') || summary === undefined) {
      options.onOther(event);
      return;
    }
    const known = rows.get(summary.id);
    if (known === undefined) {
      want(summary.id);
      return;
    }
    const patched = patchRow(known, summary, event.at);
    if (patched === null) return;
    putRows([patched.row]);
    if (event.type === 'incident.declined') options.onFallBack(patched.row, 'declined');
    if (event.type === 'incident.unanswered') options.onFallBack(patched.row, 'unanswered');
    if (patched.incomplete) want(summary.id);
  }

  function onStatus(status: LinkStatus): void {
    const before = link.value.state;
    if (status.state !== before || status.state === 'down') link.value = status;
    if (status.state === 'down' && before === 'live') {
      void call('GET /api/me', {}).then((answer) => {
        if (!answer.ok && answer.problem.status === 401) options.onSignedOut();
      });
    }
  }

  const stopDetail = effect(() => {
    void revision.value;
    refreshDetail();
  });

  let cursor: string | undefined;
  for (let attempt = 0; cursor === undefined && !closed && attempt < 3; attempt += 1) {
    try {
      cursor = await snapshot();
    } catch {
      await new Promise((done) => setTimeout(done, 500 * (attempt + 1)));
    }
  }
  live = openLive({
    url: '/api/live',
    cursor,
    onEvent: hear,
    onReset: snapshot,
    onStatus,
    onPositions(list) {
      const next = new Map(positions.value);
      for (const position of list) next.set(position.id, position);
      positions.value = next;
    },
    onCallers(list) {
      const next = new Map(callers.value);
      for (const caller of list) {
        next.set(caller.id, caller);
        const row = rows.get(caller.id);
        if (row !== undefined) putRows([moved(row, caller)]);
      }
      callers.value = next;
    },
    onBeat(sentAt) {
      const late = heardFromServer(sentAt);
      lateness.value = lateness.value === null ? late : lateness.value * 0.6 + late * 0.4;
    },
  });
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      stopDetail();
      live?.close();
    },
  };
}

/** The row at the caller's newest place. Its version stays: where she is alone is no reason to fetch the call again. */
function moved(row: Incident, { lat, lon, place, district }: CallerPosition): Incident {
  return { ...row, place: { ...row.place, lat, lon, name: place, district } };
}
