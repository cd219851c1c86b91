// What is open on the desk beside the calls themselves.
import { signal } from '@preact/signals';
import { figuresRoles } from '#programme/figures/names.ts';
import { choose, filters, list, me, waiting } from '#programme/incidents/pages/console/index.ts';
import { deskRoles } from '#programme/reports/names.ts';

export type Tab = 'open' | 'devices' | 'closed';

export const desk = {
  tab: signal<Tab>('open'),
  hotline: signal(false),
  keys: signal(false),
  /** The closed call after which a walk home is being booked. */
  bookFrom: signal<{ incidentId: string; language: string | null } | null>(null),
};

export const tabs = ['open', 'devices', 'closed'] as const satisfies readonly Tab[];

/** Shows one of the lists on the left. */
export function showTab(tab: Tab): void {
  desk.tab.value = tab;
  if (tab !== 'devices') list.value = tab;
}

/** Brings the call that waits longest before the operator, from whatever view. */
export function showFirstWaiting(go: (path: View) => void): void {
  const { first } = waiting.value;
  if (first === null) return;
  // A filter must not hide the very call that nobody answers.
  filters.value = { district: null, door: null };
  showTab('open');
  choose(first.id);
  if (location.hash.length > 2) go('/');
}

/** Puts the cursor into the search of the top bar. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('#search')?.focus();
}

/** What the desk shows: the calls, the figures of the night, the shift log, walks home, sealed reports, overrides, teams with their rosters, figures without people, or one of the registers. */
export const views = [
  '/',
  '/night',
  '/shift',
  '/walks',
  '/reports',
  '/team',
  '/overrides',
  '/figures',
  '/stores',
  '/units',
] as const;
export type View = (typeof views)[number];

/** Parts of the view of walks; each is an address of its own. */
export const walkParts = [
  'tonight',
  'seen',
  'figures',
  'points',
  'service',
  'people',
  'roster',
  'hours',
] as const;
export type WalkPart = (typeof walkParts)[number];
export type Path = View | `/stores/${string}` | `/walks/${WalkPart}`;

/** Whether a view is this person's: the hotline has no business in the registers, but books walks. */
export function maySee(view: View): boolean {
  if (view === '/reports' || view === '/overrides') return mayOpenReports();
  if (view === '/team') return maySeeTeams();
  if (view === '/figures') return maySeeFigures();
  return view === '/walks' || !isRegister(view) || me.value?.role !== 'hotline-agent';
}

/** Those who work at a desk that can be chosen for a sealed report. */
export function mayOpenReports(): boolean {
  return (deskRoles as readonly string[]).includes(me.value?.role ?? '');
}

/** Those who keep teams and their rosters, or whose own desk stands in for them. */
export function maySeeTeams(): boolean {
  return mayKeepTeams() || mayOpenReports() || me.value?.role === 'auditor';
}

/** Those who plan with what is published. */
export function maySeeFigures(): boolean {
  return (figuresRoles as readonly string[]).includes(me.value?.role ?? '');
}

/** Those who keep teams and rosters of their district, or of the city. */
export function mayKeepTeams(): boolean {
  return ['manager', 'administrator'].includes(me.value?.role ?? '');
}

/** Those who answer, watch or keep calls for help; teams and police sign in for sealed reports alone, advisers for what they are asked. */
export function maySeeCalls(): boolean {
  return !['crisis-team', 'police', 'adviser'].includes(me.value?.role ?? '');
}

/** Those who work at the board of walks. */
export function mayAnswerWalks(): boolean {
  return ['operator', 'city-operator', 'hotline-agent'].includes(me.value?.role ?? '');
}

/** Those who hand on what pairs saw. */
export function mayHandOn(): boolean {
  return ['operator', 'city-operator', 'manager'].includes(me.value?.role ?? '');
}

/** Those who keep people, points and hours; managers and administrators of a district or of the city. */
export function mayKeepWalks(): boolean {
  return ['manager', 'administrator'].includes(me.value?.role ?? '');
}

/** Which parts of the walks somebody has business in; the server refuses the rest. */
export function mayOpen(part: WalkPart): boolean {
  const role = me.value?.role ?? '';
  if (part === 'tonight') return true;
  if (part === 'hours') return mayKeepWalks() || role === 'auditor';
  if (part === 'seen') return mayHandOn() || role === 'auditor';
  return role !== 'hotline-agent';
}

/** These take the place of the map, and of the keys that act on a call. */
export function isRegister(view: View): boolean {
  return view !== '/' && view !== '/night' && view !== '/shift';
}
