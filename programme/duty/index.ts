// Who is on duty where: the face other modules may use.
export { dutyContract } from './contract.ts';
export {
  type AsUnit,
  knownUnit,
  type PhonePorts,
  unitDoor,
  unitPhoneRoutes,
  unitRole,
} from './phone.ts';
export { unitPhoneContract } from './phone-contract.ts';
export { askPush, endPush, hasPush, type PushAddress, readPush } from './push.ts';
export {
  addUnit,
  enrolPhone,
  listUnits,
  listUnitsWithVersion,
  putInService,
  readUnit,
  revokePhone,
} from './register.ts';
export { type DutyPorts, dutyRoutes } from './routes.ts';
export { isStale, reachedBy } from './rules.ts';
export { beginShift, endShift, endShiftsDue, type Fix, keepFix } from './shift.ts';
export {
  freeUnits,
  insertShiftNote,
  lockUnit,
  movedSince,
  type NearUnit,
  nearestUnits,
  occupyUnit,
  selectShiftLog,
  type Unit,
  type UnitKind,
  unitDistance,
  unitsWithoutPlace,
} from './store.ts';
