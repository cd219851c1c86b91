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
  /** The secret of a unit's phone, derived in the same way and never equal to any device's. */
  unitSecret(unitId: string, version: number): string;
  /** The key by which push services know this city (VAPID, RFC 8292): P-256, base64url. */
  pushKey: { publicKey: string; privateKey: string };
  /** 32 bytes for one purpose, derived as above; what is derived so is kept nowhere. */
  derived(purpose: string): Buffer;
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
  const secretOf = (whose: string) =>
    toReadable(createHmac('sha256', deviceKey).update(whose).digest());
  const keyId = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
  return {
    keyId,
    privateKey,
    publicKey,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
    deviceSecret: (deviceId, version) => secretOf(`device:${deviceId}:${version}`),
    unitSecret: (unitId, version) => secretOf(`unit:${unitId}:${version}`),
    pushKey: pushKeyOf(folder),
    derived: (purpose) => createHmac('sha256', deviceKey).update(`derived:${purpose}`).digest(),
  };
}

function pushKeyOf(folder: string): Keyring['pushKey'] {
  const pem = keep(join(folder, 'push-p256.pem'), () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  );
  const { x, y, d } = createPrivateKey(pem).export({ format: 'jwk' });
  const point = [Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')];
  return { publicKey: Buffer.concat(point).toString('base64url'), privateKey: d! };
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
