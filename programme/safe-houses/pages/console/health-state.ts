// Devices that need a person, messages in quarantine and the roll call, as the desk shows them.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { createClient, type Problem, request } from '#platform/ui/client.ts';
import type { safeHousesContract } from '../../contract.ts';

export const call = createClient<typeof safeHousesContract>();
export type Board = z.infer<(typeof safeHousesContract)['GET /api/health-board']['reply']>;
export type DeviceHealth = Board['items'][number];
export type RollCall = NonNullable<Board['rollCall']>;
export type Quarantined = {
  id: string;
  at: string;
  protocol: string;
  deviceId: string | null;
  device: string | null;
  reason: string;
  detail: string | null;
};

export const board = signal<Board | null>(null);
/** Why the board is not there. */
export const boardProblem = signal<Problem | null>(null);
export const quarantined = signal<readonly Quarantined[]>([]);
export const rollCall = signal<RollCall | null>(null);
export const selectedDevice = signal<string | null>(null);
/** Which half of the devices tab is shown. */
export const half = signal<'devices' | 'quarantine'>('devices');

export const deviceCount = computed(
  () => (board.value?.items.length ?? 0) + quarantined.value.length,
);
export const chosenDevice = computed(
  () => board.value?.items.find((item) => item.id === selectedDevice.value) ?? null,
);

const rank = { tampered: 0, silent: 1, 'never-heard': 2, battery: 3 } as const;
/** What may hide danger first, what can wait for the next visit last. */
export const devices = computed<readonly DeviceHealth[]>(() =>
  [...(board.value?.items ?? [])].sort(
    (a, b) => rank[a.problem] - rank[b.problem] || (a.since ?? '').localeCompare(b.since ?? ''),
  ),
);

/** Who may not see the quarantine is refused once and then no longer asks. */
let mayLook = true;

/** Fetches the board and the quarantine. */
export async function fetchHealth(): Promise<void> {
  const [health, kept] = await Promise.all([
    call('GET /api/health-board', {}),
    mayLook ? request<{ items: Quarantined[] }>('GET /api/quarantine') : null,
  ]);
  boardProblem.value = health.ok ? null : health.problem;
  if (health.ok) {
    board.value = health.value;
    rollCall.value = health.value.rollCall;
  }
  if (kept?.ok) quarantined.value = kept.value.items;
  else if (kept?.problem.status === 403) mayLook = false;
}

/** Keeps the running figure of a roll call as its events tell it. */
export function hearRollCall(answered: unknown, total: unknown): void {
  const known = rollCall.value;
  if (typeof answered !== 'number' || typeof total !== 'number') return;
  if (known === null) void fetchHealth();
  else rollCall.value = { ...known, answered, total };
}

/** Moves the choice down or up the list of devices. */
export function moveDevice(by: 1 | -1): void {
  const all = devices.value;
  const at = all.findIndex((item) => item.id === selectedDevice.value);
  const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  if (next !== undefined) selectedDevice.value = next.id;
}

/** Somebody has looked at a message; it leaves the list for everyone. */
export async function keepLooked(id: string): Promise<void> {
  const answer = await request(`POST /api/quarantine/${id}/looked`, { body: {} });
  if (answer.ok) quarantined.value = quarantined.value.filter((item) => item.id !== id);
}
