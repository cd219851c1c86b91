// Closed lists that a page holds, apart from the schemas so that a phone gets no schema library with them.

/** Why a unit cannot come; a word more may go with it as a note. */
export const declineReasons = [
  'elsewhere',
  'too-far',
  'no-vehicle',
  'not-safe-alone',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];
