// The city's own keys: files beside the database, never in it and never in the repository.
import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Keyring = {
  /** Id of the signing key: the first 16 hex digits of the SHA-256 of its SPKI bytes. */
  keyId: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** Ed25519 signature, base64. */
  sign(bytes: Uint8Array): string;
  /**
   * The secret of a device, derived so that a stolen database holds none: HMAC-SHA-256 of id and version under
   * the city's device key, 26 characters of base32 without look-alikes.
   */
  deviceSecret(deviceId: string, version: number): string;
};

/** Opens the keys of a folder, making them the first time (mode 0600). */
export function openKeyring(folder: string): Keyring {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const privateKey = createPrivateKey(
    keep(join(folder, 'city-ed25519.pem'), () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ),
  );
  const publicKey = createPublicKey(privateKey);
  const deviceKey = Buffer.from(
    keep(join(folder, 'devices.key'), () => randomBytes(32).toString('hex')).trim(),
    'hex',
  );
  const keyId = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
  return {
    keyId,
    privateKey,
    publicKey,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
    deviceSecret: (deviceId, version) =>
      toReadable(createHmac('sha256', deviceKey).update(`device:${deviceId}:${version}`).digest()),
  };
}

function keep(path: string, make: () => string): string {
  try {
    writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz234567890';

function toReadable(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < 26; index++) text += alphabet[bytes[index]! % 32];
  return text;
}
