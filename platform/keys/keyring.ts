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
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '#platform/db/index.ts';

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

/** Opens the keys of a folder, making them the first time (mode 0600). Throws `StartError` when they cannot be read or are damaged. */
export function openKeyring(folder: string): Keyring {
  try {
    return readKeys(folder);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw new StartError(
      path
        ? `The city's keys in ${folder} cannot be used: ${path} (${code}). Start Ansim as the user who owns that folder, and see that the disk is not full.`
        : `The city's keys in ${folder} are damaged. Put the folder back from your backup; without it every device needs a new secret and the police a new public key.`,
      { cause: error },
    );
  }
}

function readKeys(folder: string): Keyring {
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
  // A key cut short would still derive secrets, other ones than the devices have.
  if (deviceKey.length !== 32) throw new Error('devices.key is not 32 bytes');
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

/** The key of a file; made and put in its place whole, so that a full disk or a second server leaves no half of one. */
function keep(path: string, make: () => string): string {
  if (!existsSync(path)) {
    const part = `${path}.${process.pid}.new`;
    try {
      writeFileSync(part, make(), { mode: 0o600, flush: true });
      linkSync(part, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(part, { force: true });
    }
  }
  return readFileSync(path, 'utf8');
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz234567890';

function toReadable(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < 26; index++) text += alphabet[bytes[index]! % 32];
  return text;
}
