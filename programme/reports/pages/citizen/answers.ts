// What she has answered so far: in the page's memory only, gone with it.
import { signal } from '@preact/signals';
import type { Figures } from '../../contract.ts';
import {
  ageBands,
  placeKinds,
  relations,
  tellers,
  urgencies,
  violences,
  wantedServices,
} from '../../names.ts';

/** Days after which a consent ends; `null`: when she takes it back. */
export const ends = [null, 30, 90, 365] as const;
export const whens = ['today', 'days', 'week', 'month', 'before', 'goes-on'] as const;
export const contactWays = ['here', 'call', 'text', 'mail'] as const;

type OneOf<T extends readonly unknown[]> = T[number];

export type Answers = {
  teller: OneOf<typeof tellers> | null;
  age: OneOf<typeof ageBands> | null;
  story: string;
  when: OneOf<typeof whens> | null;
  violences: readonly OneOf<typeof violences>[];
  relation: OneOf<typeof relations> | null;
  district: string | null;
  place: OneOf<typeof placeKinds> | null;
  line: string;
  car: string;
  stop: string;
  placeMore: string;
  services: readonly OneOf<typeof wantedServices>[];
  urgency: OneOf<typeof urgencies> | null;
  /** Ids of desks. */
  who: readonly string[];
  nobody: boolean;
  endsIn: OneOf<typeof ends>;
  ways: readonly OneOf<typeof contactWays>[];
  contact: string;
  hours: string;
  mayLeave: boolean | null;
  name: string;
  /** Desks that may see how she is reached: some of `who`. */
  identity: readonly string[];
};

const empty: Answers = {
  teller: null,
  age: null,
  story: '',
  when: null,
  violences: [],
  relation: null,
  district: null,
  place: null,
  line: '',
  car: '',
  stop: '',
  placeMore: '',
  services: [],
  urgency: null,
  who: [],
  nobody: false,
  endsIn: null,
  ways: [],
  contact: '',
  hours: '',
  mayLeave: null,
  name: '',
  identity: [],
};

/** All that may be asked; a draft that is sent is asked only what it does not say. */
export const allSteps = [
  'danger',
  'you',
  'what',
  'where',
  'want',
  'reach',
  'who',
  'files',
  'check',
] as const;
export const draftSteps = ['you', 'where', 'want', 'who', 'check'] as const;
export type Step = OneOf<typeof allSteps>;

export const answers = signal<Answers>(empty);
export const step = signal<Step>('danger');

export function put(some: Partial<Answers>): void {
  answers.value = { ...answers.value, ...some };
}

/** Forgets everything, and begins with the first question. */
export function clearAnswers(first: Step = 'danger'): void {
  answers.value = empty;
  step.value = first;
}

/** The list with `one` taken out when it is in there, put in when it is not. */
export function flip<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
}

/** Under 19 by her answer; `null` where she did not say. */
export function isMinor({ age }: Answers): boolean | null {
  return age === null ? null : age === 'under-13' || age === '13-18';
}

/** For statistics: the first that is true counts. `null` when nothing of it was answered. */
export function figuresOf(said: Answers): Figures | null {
  const violence = violences.find((one) => said.violences.includes(one)) ?? null;
  const figures = {
    violence,
    relation: said.relation,
    ageBand: said.age,
    placeKind: said.place,
  };
  return Object.values(figures).some((one) => one !== null) ? figures : null;
}

/** What she chose, as it is sealed with a draft: asked once, and not again when it is sent. Her words are elsewhere. */
export function keepAnswers(said: Answers): string {
  const { teller, age, when, violences: all, relation, district, place, services, urgency } = said;
  return JSON.stringify({
    teller,
    age,
    when,
    violences: all,
    relation,
    district,
    place,
    services,
    urgency,
  });
}

/** Puts back what a draft was sealed with; what is in no list any more is left out. Answers whether it says the district. */
export function restoreAnswers(text: string): boolean {
  let kept: Record<string, unknown>;
  try {
    kept = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return false;
  }
  const one = <T extends string>(list: readonly T[], value: unknown) =>
    list.find((each) => each === value) ?? null;
  const some = <T extends string>(list: readonly T[], value: unknown) =>
    list.filter((each) => Array.isArray(value) && value.includes(each));
  put({
    teller: one(tellers, kept.teller),
    age: one(ageBands, kept.age),
    when: one(whens, kept.when),
    violences: some(violences, kept.violences),
    relation: one(relations, kept.relation),
    district: typeof kept.district === 'string' ? kept.district : null,
    place: one(placeKinds, kept.place),
    services: some(wantedServices, kept.services),
    urgency: one(urgencies, kept.urgency),
  });
  return answers.value.district !== null;
}
