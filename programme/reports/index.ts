// The face of sealed reports: contracts, routes, clocks, and the city's part in the keys.
export { reportsContract } from './contract.ts';
export { reportDeskContract } from './desk-contract.ts';
export { keyRoutes, reportDeskRoutes } from './desk-routes.ts';
export { sealLine, shuffleFigures } from './figures.ts';
export { openPieces, type PieceStore } from './files.ts';
export { endStaffKey, installCityKeys, signPending } from './keys.ts';
export { keysContract } from './keys-contract.ts';
export { type ReportPorts, reportRoutes } from './routes.ts';
export { readHandOver } from './store/desk.ts';
export { runReportTimers } from './timers.ts';
