// The fixed lists of a report: all that is ever in clear of it. Plain values, so that pages may hold them.

/** Whom she may choose. */
export const deskKinds = [
  'crisis-team',
  'police',
  'medical',
  'legal',
  'housing',
  'support-centre',
  'city',
  'child-protection',
] as const;
export type DeskKind = (typeof deskKinds)[number];

/** How soon she wants to be answered. Danger now is no report: that is her SOS. */
export const urgencies = ['today', 'soon', 'no-hurry'] as const;
export const tellers = ['survivor', 'witness'] as const;
export const wantedServices = [
  'counselling',
  'medical',
  'legal',
  'housing',
  'livelihood',
  'accompany',
  'evidence',
] as const;

/** Parts that a desk can be given, each under a key of its own. */
export const partKinds = ['narrative', 'identity', 'message', 'file'] as const;
export type PartKind = (typeof partKinds)[number];
/** Parts that she writes as a text. `answers` is what she chose in a draft: hers alone, until she sends it. */
export const herPartKinds = ['narrative', 'identity', 'message', 'answers'] as const;
/** Everything that is in her report. */
export const allPartKinds = [...partKinds, 'answers'] as const;
export type HerPartKind = (typeof allPartKinds)[number];

/** How a report came. What is said to somebody is typed by them; a partner's link leads to her own phone's page. */
export const takenSources = ['telephone', 'counter', 'sms'] as const;
export const sources = ['online', ...takenSources, 'partner'] as const;
export type Source = (typeof sources)[number];

/** Who types what somebody says to them: kept sealed for the desks that she names, and not for themselves. */
export const takingRoles = [
  'hotline-agent',
  'operator',
  'city-operator',
  'crisis-team',
  'police',
] as const;

/** What happened, in the GBVIMS order of classification: the first that is true counts. */
export const violences = [
  'rape',
  'sexual-assault',
  'physical-assault',
  'forced-marriage',
  'denial-of-resources',
  'psychological-abuse',
  'none-of-these',
] as const;
export const relations = [
  'partner',
  'former-partner',
  'family',
  'work-or-school',
  'acquaintance',
  'authority',
  'stranger',
] as const;
export const ageBands = [
  'under-13',
  '13-18',
  '19-29',
  '30-39',
  '40-49',
  '50-59',
  '60-and-over',
] as const;
export const placeKinds = ['home', 'work', 'transit', 'street', 'online', 'elsewhere'] as const;

/** Roles that work at desks; only a member of a desk, with its key, opens anything. */
export const deskRoles = ['crisis-team', 'police', 'city-operator'] as const;

/** Roles that hold a key of their own; of them an adviser sits at no desk. */
export const keyRoles = [...deskRoles, 'adviser'] as const;

/** What a wrap of a part is for, and what a wrap of a desk's key is for: bound into each (RFC 9180, `info`). */
export const purposes = { read: 'read', hold: 'hold' } as const;

/** How a report is named by telephone: twelve hexadecimal digits in three groups. */
export function numberOf(report: string): string {
  const digits = report.replaceAll('-', '').slice(0, 12);
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;
}
