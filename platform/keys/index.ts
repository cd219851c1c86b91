// The city's signing key, the secrets of its devices, and what waits sealed with them.
export { type Keyring, openKeyring } from './keyring.ts';
export { openLine, sealLine } from './line.ts';
