// The human network: the face other modules may use.
export { networkContract } from './contract.ts';
export { type NetworkPorts, networkRoutes } from './routes.ts';
export { fitUntil, unfitOn } from './rules.ts';
export { pictureType } from './service.ts';
export {
  endForgotten,
  findByPhone,
  findShiftByPhone,
  keepPresence,
  type PersonRow,
  readPhoto,
  type ShiftRow,
  selectPaidHours,
  selectPeople,
  selectShifts,
} from './store.ts';
