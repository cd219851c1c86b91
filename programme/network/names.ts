// The fixed lists of the people who walk and of those who apply. Plain values, so that pages may hold them.

export const personKinds = ['scout', 'volunteer'] as const;

export const applicantSources = [
  'job-centre',
  'women-centre',
  'telephone',
  'counter',
  'website',
  'other',
] as const;
export const applicantStates = [
  'applied',
  'interviewed',
  'vetted',
  'trained',
  'taken-on',
  'declined',
  'withdrawn',
] as const;
export type ApplicantState = (typeof applicantStates)[number];
export const declineReasons = [
  'no-place',
  'not-suited',
  'vetting',
  'training',
  'not-reached',
  'other',
] as const;
