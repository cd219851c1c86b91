// Walks home: the face other modules may use.
export { boardContract } from './board-contract.ts';
export { boardRoutes } from './board-routes.ts';
export { companionRoutes, eraseOldWays } from './companion.ts';
export { companionContract } from './companion-contract.ts';
export { walksContract } from './contract.ts';
export type { Secrets } from './identity.ts';
export { baselineColumns, importBaseline } from './import-baseline.ts';
export { walkTimers } from './jobs.ts';
export { bindWalkStreams } from './live.ts';
export { type Matcher, openMatcher } from './matcher.ts';
export { keepEvenings } from './offered.ts';
export { pairContract } from './pair-contract.ts';
export { pairRoutes } from './pair-routes.ts';
export { type WalkPorts, walkRoutes } from './routes.ts';
export { openRouting } from './routing.ts';
export { eraseOldWalks } from './store/closing.ts';
