// The face of cases: contract, routes, clocks and counts.
export { casesContract } from './contract.ts';
export {
  carryLines,
  countLines,
  firstLineMonth,
  type Line,
  sealCaseLine,
  shuffleLines,
} from './lines.ts';
export { deskOf, type Profession, professions } from './names.ts';
export { caseRoutes } from './routes.ts';
export { tell as tellCase, workOn } from './service.ts';
export { runCaseTimers } from './timers.ts';
