// The people who walk: what was fetched, what is looked for, and every change as one call.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { findable, matches } from '#platform/ui/find.ts';
import { today } from '#platform/ui/format.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { networkContract, Person } from '../../contract.ts';
import { isWord, t } from './words.ts';

export const call = createClient<typeof networkContract>();
export type NewPerson = z.input<(typeof networkContract)['POST /api/people']['body']>;
export type PhoneSheet = z.infer<(typeof networkContract)['POST /api/people/:id/phone']['reply']>;

export const people = signal<readonly Person[] | null>(null);
export const problem = signal<Problem | null>(null);
export const busy = signal(false);
export const asked = signal('');
export const onlyDistrict = signal('');
export const states = ['all', 'unfit', 'soon', 'noPhone', 'gone'] as const;
export type PeopleState = (typeof states)[number];
export const onlyState = signal<PeopleState>('all');

/** A paper that runs out within so many days wants somebody's attention now. */
const soonDays = 30;

/** The day on which a person's first paper runs out, as far as one is written; `null` when none does. */
export function runsOut(person: Person): string | null {
  const days = [person.vettedUntil, person.trainedUntil, person.contractUntil].filter(
    (day) => day !== null,
  );
  return days.length === 0 ? null : days.reduce((first, day) => (day < first ? day : first));
}

export function endsSoon(person: Person): boolean {
  const day = runsOut(person);
  return person.active && day !== null && day >= today() && day <= today(soonDays);
}

const fits: Record<PeopleState, (person: Person) => boolean> = {
  all: (person) => person.active,
  unfit: (person) => person.active && person.unfit.length > 0,
  soon: endsSoon,
  noPhone: (person) => person.active && !person.hasPhone,
  gone: (person) => !person.active,
};

/** What fits the words and the filters, in the order of staff numbers. */
export const found = computed((): readonly Person[] => {
  const query = asked.value.trim();
  return (people.value ?? []).filter(
    (person) =>
      fits[onlyState.value](person) &&
      (onlyDistrict.value === '' || person.district === onlyDistrict.value) &&
      (query === '' || matches(findable(person.name, person.staffNumber), query) > 0),
  );
});

/** Fetches everybody whom this person may see. */
export async function fetchPeople(): Promise<void> {
  const answer = await call('GET /api/people', {});
  problem.value = answer.ok ? null : answer.problem;
  if (answer.ok) people.value = answer.value.items;
}

/** One sentence for a refusal; who it is about is named when the server said it. */
export function say(refused: Problem): string {
  const { person } = refused as Problem & { person?: string | null };
  const name = people.value?.find(({ id }) => id === person)?.name;
  if (!isWord(`problem.${refused.code}`)) return sayProblem(refused);
  const why = t(`problem.${refused.code as 'unfit'}`);
  return name === undefined ? why : `${name} · ${why}`;
}

/** The answer's value, or `null` after its refusal was shown. */
export async function take<T>(asking: Promise<Answer<T>>, done: string | null): Promise<T | null> {
  busy.value = true;
  const answer = await asking;
  busy.value = false;
  if (!answer.ok) {
    tell(say(answer.problem), 'refused');
    return null;
  }
  if (done !== null) tell(done);
  return answer.value;
}

async function changed<T>(asking: Promise<Answer<T>>, done: string | null): Promise<T | null> {
  const value = await take(asking, done);
  await fetchPeople();
  return value;
}

const at = (person: Person) => ({ params: { id: person.id } });

export const addPerson = (body: NewPerson) =>
  changed(call('POST /api/people', { body }), t('added', { name: body.name }));
export const changePerson = (person: Person, body: Partial<NewPerson>) =>
  changed(
    call('PATCH /api/people/:id', {
      ...at(person),
      body: { ...body, updatedAt: person.updatedAt },
    }),
    t('saved'),
  );
export const keepPhoto = (person: Person, base64: string) =>
  changed(call('POST /api/people/:id/photo', { ...at(person), body: { base64 } }), t('photo.kept'));
export const enrolPhone = (person: Person): Promise<PhoneSheet | null> =>
  changed(call('POST /api/people/:id/phone', { ...at(person), body: {} }), null);
export const endPhone = (person: Person) =>
  changed(
    call('POST /api/people/:id/phone/end', { ...at(person), body: {} }),
    t('phone.ended', { name: person.name }),
  );
