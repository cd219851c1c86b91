// The key ceremony: the city's signing key for its officer, the recovery key in three shares for three custodians, of which two open it.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { z } from 'zod';
import { StartError } from '#platform/db/index.ts';
import {
  type Bytes,
  fromBase64url,
  type LockedKey,
  lockByPassphrase,
  makeKeyPair,
  NotSealed,
  signingPublicKey,
  toBase64url,
  unlock,
} from '#platform/sealing/index.ts';

export const custodians = 3;
export const custodiansNeeded = 2;

const lockedSchema = z.object({
  way: z.literal('passphrase'),
  salt: z.string(),
  cost: z.object({ memory: z.number(), passes: z.number(), lanes: z.number() }),
  sealed: z.string(),
});
const cityFileSchema = z.object({
  kind: z.literal('ansim city keys'),
  signingKey: z.string(),
  recovery: z.object({ id: z.uuid(), publicKey: z.string() }),
});
const signingFileSchema = z.object({
  kind: z.literal('ansim signing key'),
  publicKey: z.string(),
  locked: lockedSchema,
});

export type CityKeyFile = z.infer<typeof cityFileSchema>;
export type SigningKeyFile = {
  kind: 'ansim signing key';
  publicKey: string;
  locked: LockedKey;
};

/** What a ceremony leaves: one file that may be public, one for the officer, one line for each custodian. */
export type Ceremony = { city: CityKeyFile; signing: SigningKeyFile; shares: string[] };

/** Makes every key of a city. Nothing of it is kept here; the recovery key itself is gone when this returns. */
export async function holdCeremony(passphrase: string): Promise<Ceremony> {
  const signingKey = new Uint8Array(randomBytes(32));
  const publicKey = toBase64url(await signingPublicKey(signingKey));
  const recovery = { id: randomUUID(), ...(await makeKeyPair()) };
  return {
    city: {
      kind: 'ansim city keys',
      signingKey: publicKey,
      recovery: { id: recovery.id, publicKey: toBase64url(recovery.publicKey) },
    },
    signing: {
      kind: 'ansim signing key',
      publicKey,
      locked: await lockByPassphrase(signingKey, publicKey, passphrase),
    },
    shares: await splitRecoveryKey(recovery),
  };
}

/** The lines of the custodians, one each: any two give the recovery key again. */
export async function splitRecoveryKey(recovery: {
  id: string;
  privateKey: Bytes;
}): Promise<string[]> {
  const shares = await split(recovery.privateKey, custodians, custodiansNeeded);
  return shares.map((share) => writeShare(recovery.id, share));
}

/** Opens the officer's file. Throws `StartError` for a wrong passphrase and a file that is none. */
export async function openSigningKey(text: string, passphrase: string): Promise<Bytes> {
  const file = signingFileSchema.safeParse(readJson(text));
  if (!file.success) throw new StartError('This file is no signing key of a ceremony.');
  try {
    return await unlock(file.data.locked, file.data.publicKey, { passphrase });
  } catch (error) {
    if (error instanceof NotSealed) throw new StartError('The passphrase does not fit.');
    throw error;
  }
}

/** Reads the public file. Throws `StartError`. */
export function readCityKeys(text: string): CityKeyFile {
  const file = cityFileSchema.safeParse(readJson(text));
  if (!file.success) throw new StartError('This file holds no public keys of a ceremony.');
  return file.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A share as a line: which recovery key it is of, the share, and four digits that catch a slip of the pen. */
function writeShare(recoveryId: string, share: Uint8Array): string {
  const text = `ansim-share:${recoveryId}:${toBase64url(share)}`;
  return `${text}:${checkDigits(text)}`;
}

const checkDigits = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 4);

/** Puts shares together to the recovery key. Throws `StartError` naming the share that is wrong. */
export async function combineShares(
  lines: readonly string[],
  recovery: { id: string; publicKey: string },
  fits: (privateKey: Bytes) => Promise<boolean>,
): Promise<Bytes> {
  if (new Set(lines.map((line) => line.trim())).size < custodiansNeeded)
    throw new StartError(`Two different shares are needed.`);
  const shares = lines.map((line, index) => readShare(line.trim(), recovery.id, index + 1));
  const privateKey = new Uint8Array(await combine(shares));
  if (!(await fits(privateKey)))
    throw new StartError('These shares do not belong together: they make another key.');
  return privateKey;
}

function readShare(line: string, recoveryId: string, number: number): Uint8Array {
  const [, text = '', id, share = '', digits] =
    /^(ansim-share:([0-9a-f-]{36}):([A-Za-z0-9_-]{44})):([0-9a-f]{4})$/.exec(line) ?? [];
  if (!text || digits !== checkDigits(text))
    throw new StartError(`Share ${number} is no share, or a letter of it is wrong.`);
  if (id !== recoveryId)
    throw new StartError(`Share ${number} is of another ceremony than this city's.`);
  return fromBase64url(share);
}
