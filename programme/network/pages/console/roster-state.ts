// A month of pairs: what is planned, what is proposed and edited before it is published, and who may still be put in.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { timeZone } from '#platform/ui/format.ts';
import type { networkContract, Person } from '../../contract.ts';
import { decideShift, type Span, unfitOn } from '../../rules.ts';
import { call, people, take } from './people-state.ts';
import { t } from './words.ts';

export type Shift = z.infer<(typeof networkContract)['GET /api/shifts']['reply']>['items'][number];
/** An evening with service, as the rooms above know them. */
export type Evening = { day: string; opensAt: string; closesAt: string };
export type Place = { id: string; name: string; district: string; lat: number; lon: number };
export type Draft = {
  key: number;
  day: string;
  beginsAt: string;
  endsAt: string;
  people: [string, string];
};

export const month = signal('');
export const district = signal('');
export const pairs = signal(4);
export const evenings = signal<readonly Evening[] | null>(null);
export const planned = signal<readonly Shift[]>([]);
export const drafts = signal<readonly Draft[]>([]);
/** Pairs that nobody is left for, by evening. */
export const missing = signal<ReadonlyMap<string, number>>(new Map());

/** A pair is there before the first walk, and home after the last one. Milliseconds. */
const before = 1_800_000;
const after = 1_800_000;
let last = 0;

const spanOf = ({ opensAt, closesAt }: Evening) => ({
  beginsAt: new Date(Date.parse(opensAt) - before).toISOString(),
  endsAt: new Date(Date.parse(closesAt) + after).toISOString(),
});

/** The city's calendar day of a moment. */
export function dayOf(at: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: timeZone.value,
    dateStyle: 'short',
  }).format(new Date(at));
}

/** Fetches what is planned in the evenings of the month. */
export async function fetchPlanned(): Promise<void> {
  const nights = evenings.value;
  const [first] = nights ?? [];
  const end = nights?.at(-1);
  if (first === undefined || end === undefined || district.value === '') {
    planned.value = [];
    return;
  }
  const answer = await call('GET /api/shifts', {
    query: {
      from: spanOf(first).beginsAt,
      to: spanOf(end).endsAt,
      district: district.value,
    },
  });
  if (answer.ok) planned.value = answer.value.items;
}

/** Evenings that can still be planned. */
function ahead(): Evening[] {
  return (evenings.value ?? []).filter((one) => Date.parse(spanOf(one).beginsAt) > Date.now());
}

/** Asks for a proposal for every evening that is still to come; what was drafted before is replaced. */
export async function propose(): Promise<void> {
  const nights = ahead();
  if (nights.length === 0) return;
  const value = await take(
    call('POST /api/roster/proposal', {
      body: { district: district.value, pairs: pairs.value, evenings: nights.map(spanOf) },
    }),
    null,
  );
  if (value === null) return;
  drafts.value = value.evenings.flatMap((evening, at) =>
    evening.pairs.map((two): Draft => {
      last += 1;
      const { beginsAt, endsAt } = evening;
      return { key: last, day: nights[at]!.day, beginsAt, endsAt, people: [two[0]!, two[1]!] };
    }),
  );
  missing.value = new Map(
    value.evenings.map((evening, at) => [nights[at]!.day, evening.missing] as const),
  );
}

/** Publishes all drafts or none. */
export async function publishDrafts(places: readonly Place[]): Promise<void> {
  const here = places.filter((place) => place.district === district.value);
  const number = new Map<string, number>();
  const shifts = drafts.value.map((draft) => {
    const known = planned.value.filter(({ beginsAt }) => dayOf(beginsAt) === draft.day).length;
    const at = number.get(draft.day) ?? known;
    number.set(draft.day, at + 1);
    const place = here[at % here.length]!;
    const { beginsAt, endsAt } = draft;
    return {
      callSign: t('callSign', { n: at + 1 }),
      district: district.value,
      beginsAt,
      endsAt,
      lat: place.lat,
      lon: place.lon,
      people: draft.people,
    };
  });
  const value = await take(
    call('POST /api/roster', { body: { shifts } }),
    t('roster.published', { n: shifts.length }),
  );
  if (value === null) return;
  drafts.value = [];
  await fetchPlanned();
}

export async function removeShift(shift: Shift): Promise<void> {
  await take(
    call('POST /api/shifts/:id/remove', { params: { id: shift.id }, body: {} }),
    t('roster.removed'),
  );
  await fetchPlanned();
}

export function dropDraft(key: number): void {
  drafts.value = drafts.value.filter((draft) => draft.key !== key);
}

/** Puts a pair in by hand, or changes who is in it. */
export function keepDraft(draft: Omit<Draft, 'key'>, key?: number): void {
  last += 1;
  drafts.value =
    key === undefined
      ? [...drafts.value, { ...draft, key: last }]
      : drafts.value.map((one) => (one.key === key ? { ...draft, key } : one));
}

export const newDraft = (evening: Evening): Omit<Draft, 'key' | 'people'> => ({
  day: evening.day,
  ...spanOf(evening),
});

/** What keeps somebody from an evening, seen with all that is planned and drafted; `null` when nothing does. */
export function refusalOf(
  person: Person,
  draft: Pick<Draft, 'day' | 'beginsAt' | 'endsAt'>,
  butKey?: number,
): string | null {
  const span = { beginsAt: Date.parse(draft.beginsAt), endsAt: Date.parse(draft.endsAt) };
  const others: Span[] = [
    ...planned.value.filter((shift) => shift.people.some(({ id }) => id === person.id)),
    ...drafts.value.filter(({ key, people }) => key !== butKey && people.includes(person.id)),
  ]
    .map(({ beginsAt, endsAt }) => ({ beginsAt: Date.parse(beginsAt), endsAt: Date.parse(endsAt) }))
    .filter((other) => Math.abs(other.beginsAt - span.beginsAt) < 8 * 86_400_000);
  const decision = decideShift(span, [
    {
      id: person.id,
      unfit: unfitOn(person, draft.day),
      available: person.availableDays.includes(new Date(`${draft.day}T00:00:00Z`).getUTCDay()),
      others,
    },
    { id: '', unfit: [], available: true, others: [] },
  ]);
  return decision.ok ? null : decision.code;
}

/** The fewest and the most evenings of one person in the month, planned and drafted; `null` before anything is. */
export const load = computed((): { fewest: number; most: number; people: number } | null => {
  const times = new Map<string, number>();
  const all = [
    ...planned.value.map((shift) => shift.people.map(({ id }) => id)),
    ...drafts.value.map((draft) => draft.people),
  ];
  for (const id of all.flat()) times.set(id, (times.get(id) ?? 0) + 1);
  if (times.size === 0) return null;
  const counts = [...times.values()];
  return { fewest: Math.min(...counts), most: Math.max(...counts), people: counts.length };
});

export function nameOf(id: string): string {
  return people.value?.find((person) => person.id === id)?.name ?? '';
}
