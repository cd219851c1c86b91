// The fixed lists of advisers and referrals: all that is ever in clear of them. Plain values, so that pages may hold them.

export const specialties = ['legal', 'medical'] as const;
export type Specialty = (typeof specialties)[number];

/** What somebody is asked for within their specialty. */
export const fieldsOf = {
  legal: ['criminal', 'protection-order', 'family', 'labour', 'immigration', 'digital'],
  medical: ['emergency', 'gynaecology', 'psychiatry', 'paediatrics', 'forensic', 'injury'],
} as const satisfies Record<Specialty, readonly string[]>;
export const fields = [...fieldsOf.legal, ...fieldsOf.medical] as const;
export type Field = (typeof fields)[number];

export const referralStates = [
  'asked',
  'looking',
  'offered',
  'accepted',
  'briefed',
  'answered',
  'ended',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** What an adviser says to an offer, or of what they took. A conflict needs no word more. */
export const adviserWords = ['accept', 'decline', 'conflict', 'give-back'] as const;
export type AdviserWord = (typeof adviserWords)[number];

/** How she said yes: on her own page, or to a member who wrote it down. */
export const consents = ['herself', 'telephone', 'in-person'] as const;
export type Consent = (typeof consents)[number];

export const endReasons = [
  'she-refused',
  'she-ended',
  'consent-ended',
  'case-closed',
  'done',
  'not-needed',
] as const;
export type EndReason = (typeof endReasons)[number];
/** Those that a team gives. */
export const teamEndReasons = ['done', 'not-needed'] as const;

/** What came of an offer. */
export type OfferOutcome =
  | 'accepted'
  | 'declined'
  | 'conflict'
  | 'lapsed'
  | 'given-back'
  | 'not-them'
  | 'ended';

/** What a wrap of a paper's key is for: bound into each (RFC 9180, `info`). */
export const paperPurpose = 'referral-paper';

/** Languages that are often asked for, beside those of the city; the register takes any. */
export const offeredLanguages = ['en', 'zh', 'vi', 'th', 'ja', 'ru'] as const;

/** Roles that keep the register. */
export const keeperRoles = ['manager', 'administrator'] as const;
