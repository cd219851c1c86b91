// The face of sealed reports: contracts, routes, clocks, and the city's part in the keys.

export { type Asking, runAsHer } from './as-her.ts';
export {
  type Ceremony,
  custodians,
  holdCeremony,
  openSigningKey,
  readCityKeys,
} from './ceremony.ts';
export { reportsContract } from './contract.ts';
export { acknowledge as acknowledgeReport, readReport, writeToHer } from './desk.ts';
export { reportDeskContract } from './desk-contract.ts';
export { keyRoutes, reportDeskRoutes } from './desk-routes.ts';
export {
  carryFigures,
  countFigures,
  type FigureCount,
  firstFigureMonth,
  sealLine,
  shuffleFigures,
} from './figures.ts';
export { openPieces, type PieceStore } from './files.ts';
export { endStaffKey, installCityKeys, signPending, verifyKeyLog } from './keys.ts';
export { keysContract } from './keys-contract.ts';
export { type DeskKind, deskKinds, deskRoles, numberOf } from './names.ts';
export { openDeskByShares, recoverDesk } from './recovery.ts';
export { type ReportPorts, reportRoutes } from './routes.ts';
export { readHandOver, selectMyDesks as readMyDesks } from './store/desk.ts';
export {
  deleteMember,
  insertDesk,
  insertMember,
  selectDesks,
  selectSignedKeys,
} from './store/desks.ts';
export {
  type PendingKey,
  selectNewestPosition as readNewestPosition,
  selectPending,
} from './store/keys.ts';
export { tellDesks } from './store/news.ts';
export { runReportTimers } from './timers.ts';
