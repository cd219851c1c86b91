// The face of the residents' own calls for help.
export { sosContract } from './contract.ts';
export { openFloodWatch } from './flood.ts';
export { placeFinder } from './place.ts';
export { type SosPorts, sosRoutes } from './routes.ts';
export { eraseDeadLinks, eraseKeys } from './store.ts';
