// The Legal and Medical Advisory Group: the face other modules may use.
export { advisersContract } from './contract.ts';
export { type Field, fieldsOf, type Specialty, specialties } from './names.ts';
export { adviserRoutes } from './routes.ts';
export { type Candidate, inOrder, type Need } from './rules/matching.ts';
export { decideReferral, hasLapsed } from './rules/referral.ts';
