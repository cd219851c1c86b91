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

/** Why an offer is declined. A conflict needs no word more. */
export const declineReasons = ['conflict', 'no-time', 'not-my-field'] as const;

/** Languages that are often asked for, beside those of the city; the register takes any. */
export const offeredLanguages = ['en', 'zh', 'vi', 'th', 'ja', 'ru'] as const;

/** Roles that keep the register. */
export const keeperRoles = ['manager', 'administrator'] as const;
