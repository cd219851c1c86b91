// Which tables are published, and in which order their values are read.
import { closings } from '#programme/cases/names.ts';
import {
  ageBands,
  placeKinds,
  relations,
  violences,
  wantedServices,
} from '#programme/reports/names.ts';

/** Who may read what was published. */
export const figuresRoles = [
  'manager',
  'auditor',
  'city-operator',
  'administrator',
  'crisis-team',
] as const;

/** What was answered in a report: each line of the statistics counts once in each of these. */
export const answered = ['violence', 'relation', 'age-band', 'place'] as const;
/** What teams did: each fact counts in one of these. */
export const worked = [
  'acknowledged',
  'first-help',
  'service',
  'not-available',
  'closing',
  'helped',
  'respected',
] as const;
export const tableNames = ['reports', ...answered, ...worked] as const;
export type TableName = (typeof tableNames)[number];

/** Not said, or of a list that is no longer used. */
export const notSaid = 'not-said';

const bands = ['15-minutes', 'hour', 'day', 'three-days', 'longer', notSaid] as const;
const fiveSteps = ['1', '2', '3', '4', '5', notSaid] as const;

/** The values of each table in their order; reports are counted by district alone. */
export const valuesOf = {
  reports: [],
  violence: [...violences, notSaid],
  relation: [...relations, notSaid],
  'age-band': [...ageBands, notSaid],
  place: [...placeKinds, notSaid],
  acknowledged: bands,
  'first-help': bands,
  service: [...wantedServices, notSaid],
  'not-available': [...wantedServices, notSaid],
  closing: [...closings, notSaid],
  helped: fiveSteps,
  respected: fiveSteps,
} as const satisfies Record<TableName, readonly string[]>;
