// What is open on the desk beside the calls themselves.
import { signal } from '@preact/signals';
import { list, me } from '#programme/incidents/pages/console/index.ts';

export type Tab = 'open' | 'devices' | 'closed';

export const desk = {
  tab: signal<Tab>('open'),
  hotline: signal(false),
  keys: signal(false),
};

export const tabs = ['open', 'devices', 'closed'] as const satisfies readonly Tab[];

/** Shows one of the lists on the left. */
export function showTab(tab: Tab): void {
  desk.tab.value = tab;
  if (tab !== 'devices') list.value = tab;
}

/** Puts the cursor into the search of the top bar. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('#search')?.focus();
}

/** What the desk shows: the calls, the figures of the night, the shift log, or one of the registers. */
export const views = ['/', '/night', '/shift', '/stores', '/units'] as const;
export type View = (typeof views)[number];

/** Whether a view is this person's: the hotline has no business in the register. */
export function maySee(view: View): boolean {
  return !isRegister(view) || me.value?.role !== 'hotline-agent';
}

/** The registers take the place of the map, and of the keys that act on a call. */
export function isRegister(view: View): boolean {
  return view === '/stores' || view === '/units';
}
