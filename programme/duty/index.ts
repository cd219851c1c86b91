// Who is on duty where: the face other modules may use.
export { dutyContract } from './contract.ts';
export { dutyRoutes } from './routes.ts';
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
} from './store.ts';
