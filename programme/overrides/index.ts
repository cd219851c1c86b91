// The face of overrides: contract, routes, clocks, and the custodians' way.
export { overridesContract } from './contract.ts';
export { type Choice, carryOutByCustodians } from './custodians.ts';
export { overrideRoutes } from './routes.ts';
export { runOverrideTimers } from './timers.ts';
