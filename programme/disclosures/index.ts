// The face of disclosures: contract, routes and clocks.
export { disclosuresContract } from './contract.ts';
export { disclosureRoutes } from './routes.ts';
export { runDisclosureTimers } from './timers.ts';
