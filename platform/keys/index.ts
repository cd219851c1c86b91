// The city's signing key and the secrets of its devices.
export { type Keyring, openKeyring } from './keyring.ts';
