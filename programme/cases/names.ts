// The fixed lists of cases: all that is ever in clear of one. Plain values, so that pages may hold them.

export const professions = ['counsellor', 'police', 'medical', 'legal'] as const;
export type Profession = (typeof professions)[number];

/** At which kind of desk each profession sits, and so what it may open. */
export const deskOf = {
  counsellor: 'crisis-team',
  police: 'police',
  medical: 'medical',
  legal: 'legal',
} as const satisfies Record<Profession, string>;

export const caseStates = ['taken', 'at-work', 'closed', 'withdrawn'] as const;
export type CaseState = (typeof caseStates)[number];

export const entryKinds = [
  'contact',
  'assessment',
  'safety-plan',
  'note',
  'task',
  'service',
  'date',
  'evidence',
  'document',
  'closing',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Those that run against time. */
export const timedKinds = ['task', 'date', 'evidence'] as const;
export const entryStates = ['open', 'done', 'dropped'] as const;
export const outcomes = [
  'offered',
  'accepted',
  'declined',
  'begun',
  'done',
  'not-available',
] as const;
export const places = ['court', 'hospital', 'police', 'other'] as const;
export const closings = [
  'helped',
  'handed-over',
  'her-wish',
  'no-contact',
  'out-of-district',
  'other',
] as const;

/** What a wrap of an entry's key is for: bound into each (RFC 9180, `info`). */
export const entryPurpose = 'case-entry';
