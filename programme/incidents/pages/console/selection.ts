// Which call is on the desk, and the whole of it.
import { computed, signal } from '@preact/signals';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { call } from './api.ts';
import { closedCalls, openCalls, revision, rows } from './queue-state.ts';

export const selectedId = signal<string | null>(null);
export const detail = signal<IncidentDetail | null>(null);
/** `open` or `closed`: the list in which J and K move. */
export const list = signal<'open' | 'closed'>('open');

/** The rows of the list on the screen. */
export const listed = computed<readonly Incident[]>(() =>
  list.value === 'open' ? openCalls.value : closedCalls.value,
);
/** The chosen row, from the queue. */
export const selected = computed<Incident | null>(() => {
  void revision.value;
  return selectedId.value === null ? null : (rows.get(selectedId.value) ?? null);
});

/** The fetch under way: every look at a call is an entry in the audit log, so nothing is asked for twice. */
let wanted: { id: string; version: number; abort: AbortController } | undefined;

/** Somebody who runs down the list looks at none of the calls between: they are neither fetched nor marked as read. */
const passing = 180;
let lastChoice = 0;
let settle: ReturnType<typeof setTimeout> | undefined;

/** Puts a call on the desk; null clears it. */
export function choose(id: string | null): void {
  if (selectedId.value === id) return;
  selectedId.value = id;
  if (detail.value?.id !== id) detail.value = null;
  clearTimeout(settle);
  settle = undefined;
  const hurried = Date.now() - lastChoice < passing;
  lastChoice = Date.now();
  if (id === null) return;
  if (!hurried) void fetchDetail(id);
  else {
    settle = setTimeout(() => {
      settle = undefined;
      void fetchDetail(id);
    }, passing);
  }
}

/** Moves the choice down or up the list. */
export function moveChoice(by: 1 | -1): void {
  const all = listed.value;
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.id === selectedId.value);
  const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  if (next !== undefined) choose(next.id);
}

/** Takes a whole incident as a step answered it, unless a newer one is already here. */
export function showDetail(next: IncidentDetail): void {
  if (next.id !== selectedId.value) return;
  if (detail.value?.id === next.id && detail.value.version > next.version) return;
  detail.value = next;
}

/** Fetches the chosen call again when its row has moved on. */
export function refreshDetail(): void {
  const row = selected.value;
  if (row === null || (detail.value?.id === row.id && detail.value.version >= row.version)) return;
  if (settle !== undefined || (wanted?.id === row.id && wanted.version >= row.version)) return;
  void fetchDetail(row.id);
}

async function fetchDetail(id: string): Promise<void> {
  wanted?.abort.abort();
  const mine = { id, version: rows.get(id)?.version ?? 0, abort: new AbortController() };
  wanted = mine;
  const answer = await call('GET /api/incidents/:id', { params: { id } }, mine.abort.signal);
  if (wanted === mine) wanted = undefined;
  if (answer.ok) showDetail(answer.value);
}
