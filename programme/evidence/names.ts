// The fixed lists of packages of evidence. Plain values, so that pages may hold them.

export const recipients = ['court', 'police', 'lawyer', 'herself'] as const;
export type Recipient = (typeof recipients)[number];

export const reasons = [
  'her-wish',
  'complaint',
  'protection-order',
  'civil-claim',
  'court-order',
] as const;
export type Reason = (typeof reasons)[number];

/** What may go into a package; each is chosen for itself, because a court needs less than a team has. */
export const contents = ['files', 'narrative', 'identity', 'messages', 'entries'] as const;
export type Content = (typeof contents)[number];
