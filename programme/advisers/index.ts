// The Legal and Medical Advisory Group: the face other modules may use.
export { advisersContract } from './contract.ts';
export { type LookingWays, runReferralTimers } from './looking.ts';
export { type Field, fieldsOf, type Specialty, specialties } from './names.ts';
export { referralsContract } from './referral-contract.ts';
export { referralRoutes } from './referral-routes.ts';
export { adviserRoutes } from './routes.ts';
