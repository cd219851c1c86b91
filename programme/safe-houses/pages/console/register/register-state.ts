// The register on the desk: what was fetched, what is looked for, and every change as one call.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { type Findable, findable, matches } from '#platform/ui/find.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { districtName, me } from '#programme/incidents/pages/console/index.ts';
import type { registerContract } from '../../../contract.ts';
import type { DeviceSheet, RegisterRow, Store, StoreNeed, StoreState } from '../../../shapes.ts';
import { t } from '../words.ts';

export const call = createClient<typeof registerContract>();
type Contract = typeof registerContract;
export type NewStore = z.input<Contract['POST /api/stores']['body']>;
export type StoreStepBody = z.input<Contract['POST /api/stores/:id/steps']['body']>;
export type NewDevice = z.input<Contract['POST /api/stores/:id/devices']['body']>;
export type Inspection = z.input<Contract['POST /api/stores/:id/inspections']['body']>;

export const stores = signal<readonly RegisterRow[] | null>(null);
/** Why the register is not there. */
export const storesProblem = signal<Problem | null>(null);
export const store = signal<Store | null>(null);
/** Why the store that was asked for is not there. */
export const storeProblem = signal<Problem | null>(null);
export const asked = signal('');
export const onlyNeed = signal<StoreNeed | 'any' | ''>('');
export const onlyState = signal<StoreState | ''>('');
export const busy = signal(false);

/** Only the district office and the administrators write in the register. */
export const mayKeep = computed(() => ['manager', 'administrator'].includes(me.value?.role ?? ''));

const prepared = computed(
  (): ReadonlyMap<string, Findable> =>
    new Map(
      (stores.value ?? []).map((row) => [
        row.id,
        findable(row.name, row.nameEn, row.address, row.phone, districtName(row.district)),
      ]),
    ),
);

/** What fits the words and the filters; by how well it fits, else by district and name. */
export const found = computed((): readonly RegisterRow[] => {
  const query = asked.value.trim();
  const rows = (stores.value ?? []).filter(
    (row) =>
      (onlyState.value === '' || row.state === onlyState.value) &&
      (onlyNeed.value === '' ||
        (onlyNeed.value === 'any' ? row.needs.length > 0 : row.needs.includes(onlyNeed.value))),
  );
  if (query === '') return rows;
  return rows
    .map((row) => ({ row, fit: matches(prepared.value.get(row.id)!, query) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ row }) => row);
});

/** How many stores lack what, for the filter's own words. */
export const needCounts = computed(() => {
  const counts = new Map<string, number>();
  for (const row of stores.value ?? []) {
    if (row.needs.length > 0) counts.set('any', (counts.get('any') ?? 0) + 1);
    for (const need of row.needs) counts.set(need, (counts.get(need) ?? 0) + 1);
  }
  return counts;
});

/** Fetches the whole register of the person's districts. */
export async function fetchStores(): Promise<void> {
  const answer = await call('GET /api/stores', {});
  storesProblem.value = answer.ok ? null : answer.problem;
  if (answer.ok) stores.value = answer.value.items;
}

/** Fetches one store; a reply that comes after another was asked for is dropped. */
let wanted = '';
export async function openStore(id: string): Promise<void> {
  wanted = id;
  storeProblem.value = null;
  if (store.value?.id !== id) store.value = null;
  const answer = await call('GET /api/stores/:id', { params: { id } });
  if (wanted !== id) return;
  if (answer.ok) store.value = answer.value;
  else storeProblem.value = answer.problem;
}

/** Somebody changed a store: the list and, when it is open, its page are fetched again. */
export function hearStore(id: unknown): void {
  if (stores.value !== null) void fetchStores();
  if (typeof id === 'string' && store.value?.id === id) void openStore(id);
}

async function take(asking: Promise<Answer<Store>>, done: string): Promise<Store | null> {
  busy.value = true;
  const answer = await asking;
  busy.value = false;
  if (!answer.ok) {
    tell(sayProblem(answer.problem, sayState), 'refused');
    // Somebody was quicker: what is on the screen is old.
    if (answer.problem.status === 409 && store.value !== null) void openStore(store.value.id);
    return null;
  }
  store.value = answer.value;
  tell(done);
  void fetchStores();
  return answer.value;
}

function sayState(state: string): string {
  return t(`store.${state as StoreState}`);
}

/** Designates a store; answers it, or `null` when it was refused. */
export const designate = (body: NewStore) =>
  take(call('POST /api/stores', { body }), t('register.designated'));
/** Changes what is written about the open store. */
export const change = (id: string, updatedAt: string, body: Partial<NewStore>) =>
  take(
    call('PATCH /api/stores/:id', { params: { id }, body: { ...body, updatedAt } }),
    t('register.kept'),
  );
export const step = (id: string, body: StoreStepBody) =>
  take(call('POST /api/stores/:id/steps', { params: { id }, body }), t('register.kept'));
export const addClerk = (id: string, body: { name: string; trainedOn: string | null }) =>
  take(call('POST /api/stores/:id/clerks', { params: { id }, body }), t('register.kept'));
export const changeClerk = (
  id: string,
  clerkId: string,
  body: { trainedOn?: string; active?: boolean },
) =>
  take(
    call('POST /api/stores/:id/clerks/:clerkId', { params: { id, clerkId }, body }),
    t('register.kept'),
  );
export const inspect = (id: string, body: Inspection) =>
  take(call('POST /api/stores/:id/inspections', { params: { id }, body }), t('register.kept'));
export const retire = (id: string, deviceId: string) =>
  take(
    call('POST /api/stores/:id/devices/:deviceId/retire', { params: { id, deviceId }, body: {} }),
    t('register.retired'),
  );

/** Enrols a device, or renews the secret of one; answers what must be typed into it. */
export async function enrol(
  id: string,
  device: NewDevice | { renew: string },
): Promise<DeviceSheet | null> {
  busy.value = true;
  const answer =
    'renew' in device
      ? await call('POST /api/stores/:id/devices/:deviceId/renew', {
          params: { id, deviceId: device.renew },
          body: {},
        })
      : await call('POST /api/stores/:id/devices', { params: { id }, body: device });
  busy.value = false;
  if (!answer.ok) {
    tell(sayProblem(answer.problem), 'refused');
    return null;
  }
  void openStore(id);
  void fetchStores();
  return answer.value;
}
