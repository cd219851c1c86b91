// The face of packages of evidence: contract and routes.
export { evidenceContract } from './contract.ts';
export { type EvidenceWays, evidenceRoutes } from './routes.ts';
