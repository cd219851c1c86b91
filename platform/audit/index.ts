// The audit log.
export { mark, markEach } from './audit.ts';
export { type AuditRoot, auditRoot, sealAudit } from './chain.ts';
export { readTrail, type TrailRow } from './trail.ts';
export { type AuditProof, type BrokenLink, verifyAudit } from './verify.ts';
export { verifyCommand } from './verify-command.ts';
