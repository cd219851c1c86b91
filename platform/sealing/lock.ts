// A private key put away: locked in the browser by a passkey's own secret or by a passphrase, so that the server keeps what it cannot open.
import { argon2id } from 'hash-wasm';
import { type Bytes, fromBase64url, joinFields, randomBytes, toBase64url } from './bytes.ts';
import { openBytes, sealBytes } from './content.ts';

/** As it is kept on the server. `salt` is also the input that a passkey is asked with (WebAuthn PRF). All in base64url. */
export type LockedKey = {
  way: 'passphrase' | 'passkey';
  salt: string;
  /** KiB, passes and lanes of Argon2id; absent for a passkey. */
  cost?: { memory: number; passes: number; lanes: number };
  sealed: string;
};

/** 64 MiB and 3 passes (RFC 9106, second recommended option): for words that a person chose. */
const passphraseCost = { memory: 65_536, passes: 3, lanes: 1 };
/** More than this and a dishonest server could stop the browser with it. */
const mostCost = { memory: 262_144, passes: 10, lanes: 4 };
/** Less than this and a dishonest server could ask for a lock that it can try. */
const leastCost = { memory: 19_456, passes: 2, lanes: 1 };

/** Shortest passphrase, in characters. */
export const leastPassphrase = 12;

/** A new salt of 32 bytes. */
export function makeSalt(): Bytes {
  return randomBytes(32);
}

/** Locks a private key of `owner` (an id that is bound to it) with a passphrase. */
export async function lockByPassphrase(
  privateKey: Bytes,
  owner: string,
  passphrase: string,
): Promise<LockedKey> {
  return (await passphraseLock(passphrase))(privateKey, owner);
}

/** One lock for several keys of the same passphrase, stretched once. Throws a `RangeError` for a passphrase that is too short. */
export async function passphraseLock(
  passphrase: string,
): Promise<(privateKey: Bytes, owner: string) => Promise<LockedKey>> {
  if ([...passphrase].length < leastPassphrase)
    throw new RangeError(`A passphrase has at least ${leastPassphrase} characters.`);
  const salt = makeSalt();
  const key = await stretch(passphrase, salt, passphraseCost);
  return async (privateKey, owner) => ({
    ...(await lock(privateKey, owner, key, 'passphrase', salt)),
    cost: passphraseCost,
  });
}

/** Locks a private key with the secret that a passkey gave for `salt` (32 bytes of PRF output). */
export function lockByPasskey(
  privateKey: Bytes,
  owner: string,
  secret: Bytes,
  salt: Bytes,
): Promise<LockedKey> {
  return lock(privateKey, owner, secret, 'passkey', salt);
}

async function lock(
  privateKey: Bytes,
  owner: string,
  key: Bytes,
  way: LockedKey['way'],
  salt: Bytes,
): Promise<LockedKey> {
  const sealed = await sealBytes(await lockKey(key), labelOf(owner, way), privateKey);
  return { way, salt: toBase64url(salt), sealed: toBase64url(sealed) };
}

/**
 * Opens a locked key with the passphrase, or with what the passkey gave. Throws `NotSealed` when it does not fit, and a
 * `RangeError` for a cost that no honest server asks.
 */
export async function unlock(
  locked: LockedKey,
  owner: string,
  by: { passphrase: string } | { secret: Bytes },
): Promise<Bytes> {
  const salt = fromBase64url(locked.salt);
  const key =
    'secret' in by ? by.secret : await stretch(by.passphrase, salt, locked.cost ?? passphraseCost);
  return openBytes(
    await lockKey(key),
    labelOf(owner, 'secret' in by ? 'passkey' : 'passphrase'),
    fromBase64url(locked.sealed),
  );
}

async function stretch(
  passphrase: string,
  salt: Bytes,
  cost: NonNullable<LockedKey['cost']>,
): Promise<Bytes> {
  for (const part of ['memory', 'passes', 'lanes'] as const)
    if (!(cost[part] >= leastCost[part] && cost[part] <= mostCost[part]))
      throw new RangeError('The lock asks for a cost that cannot be right.');
  const key = await argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    memorySize: cost.memory,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(key);
}

/** A key for the lock only: what a passkey gives may serve other purposes as well. */
async function lockKey(secret: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: joinFields('ansim lock 1') },
    key,
    256,
  );
  return new Uint8Array(bits);
}

const labelOf = (owner: string, way: string) => joinFields('ansim locked key 1', owner, way);
