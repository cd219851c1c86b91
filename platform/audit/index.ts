// The audit log.
export { mark } from './audit.ts';
