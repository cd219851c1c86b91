// The fixed lists of disclosures: all that is ever in clear of one beside its statute. Plain values, so that pages may hold them.

export const disclosureStates = ['begun', 'told', 'disclosed', 'dropped', 'withdrawn'] as const;
export type DisclosureState = (typeof disclosureStates)[number];

/** Why it is not made after all. */
export const dropReasons = ['not-required', 'she-told-them', 'mistake'] as const;
export type DropReason = (typeof dropReasons)[number];

/** What a wrap of a disclosure's key is for: bound into each (RFC 9180, `info`). */
export const disclosurePurpose = 'disclosure';
