// The human network: the face other modules may use.
export { applicantRoutes, eraseApplicants } from './applicants.ts';
export { applicantsContract } from './applicants-contract.ts';
export { networkContract } from './contract.ts';
export { monthOf, monthSpan } from './month.ts';
export { askPush, endPush, hasPush, keepPush, readPush } from './push.ts';
export { type NetworkPorts, networkRoutes } from './routes.ts';
export { fitUntil, unfitOn } from './rules.ts';
export { endPhone, enrolPhone, pictureType } from './service.ts';
export {
  endForgotten,
  findByPhone,
  findShiftByPhone,
  keepPresence,
  type PersonRow,
  readPhoto,
  readPresence,
  type ShiftRow,
  selectHours,
  selectPaidHours,
  selectPeople,
  selectShifts,
} from './store.ts';
