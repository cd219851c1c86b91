// The control room's face: raising a call, following how it ended, and its routes.
export { type CallAtPlace, type CallPlace, readCallAtPlace, readCallPlace } from './at-place.ts';
export {
  type CallerPlace,
  callersMovedSince,
  cancelCountdown,
  hearCaller,
  keepCallback,
  keepPlace,
  keepSharing,
  lockCall,
  type MovedCaller,
  openAmong,
  readEnds,
} from './caller.ts';
export { type Door, type IncidentState, incidentsContract, type UnitKind } from './contract.ts';
export { type FindPlaceFacts, type PlaceFacts, readIncident } from './detail.ts';
export { type HandOverFacts, readHandOverFacts } from './hand-over.ts';
export { runCountdowns, runIncidentTimers } from './jobs.ts';
export { type Call, callTemplate, endCountdown, raiseCall, raiseCalls } from './raise.ts';
export { keepReceipts } from './receipts.ts';
export { type ResponderPorts, responderRoutes } from './responder.ts';
export { responderContract } from './responder-contract.ts';
export { eraseCallers } from './retention.ts';
export { type IncidentPorts, incidentRoutes } from './routes.ts';
export { sayNearby } from './rules/where.ts';
export { minutesFor } from './rules.ts';
export { type CallEnd, cancelAtPlace } from './service.ts';
