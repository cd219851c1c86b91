// `ansim keys`: the ceremony, signing what waits, ending what was lost, and what two custodians do: recovery, and an approved override.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, system } from '#platform/db/index.ts';
import { BrokenKeyLog, type Bytes, fingerprintOf, fromBase64url } from '#platform/sealing/index.ts';
import { carryOutByCustodians } from '#programme/overrides/index.ts';
import {
  endStaffKey,
  holdCeremony,
  installCityKeys,
  openSigningKey,
  type PendingKey,
  readCityKeys,
  recoverDesk,
  selectPending,
  selectSignedKeys,
  signPending,
  verifyKeyLog,
} from '#programme/reports/index.ts';
import type { CommandContext } from './command.ts';
import { readPassphrase } from './passphrase.ts';

const usage = `Say one of:
  keys ceremony FOLDER                     makes the city's keys into a new folder: on a machine of its own, with the three custodians present
  keys install FOLDER                      gives this city the keys of its ceremony, once
  keys list                                what waits for the city's signature, and what is signed
  keys sign ID… | --all --key FILE         signs, after the digits were compared with their owner
  keys verify                              checks the whole key log and prints its end, to be kept outside
  keys end ID --key FILE                   a lost laptop, or somebody left: the key ends for everybody
  keys recover DESK --for ID --share FILE --share FILE --reason TEXT
                                           two custodians open a desk's keys for a signed key of a member
  keys override ID [--item ID] --share FILE --share FILE
                                           two custodians carry out an emergency override that was approved: one part, one desk, until its end`;

/** Does what the word after `keys` says. */
export async function keysCommand(context: CommandContext): Promise<boolean> {
  const [verb, ...words] = context.words;
  switch (verb) {
    case 'ceremony':
      return ceremony(context, words[0]);
    case 'install':
      return install(context, words[0]);
    case 'list':
      return list(context);
    case 'sign':
      return sign(context, words);
    case 'verify':
      return verify(context);
    case 'end':
      return end(context, words[0]);
    case 'recover':
      return recover(context, words[0]);
    case 'override':
      return override(context, words[0]);
    default:
      throw new StartError(usage);
  }
}

const files = { city: 'city-keys.json', signing: 'signing-key.json' };

async function ceremony({ print }: CommandContext, folder: string | undefined): Promise<boolean> {
  if (!folder) throw new StartError(usage);
  if (existsSync(join(folder, files.city)))
    throw new StartError(`${folder} holds the keys of a ceremony already. Choose a new folder.`);
  const passphrase = await readPassphrase('Passphrase of the signing key (12 characters or more)');
  const made = await holdCeremony(passphrase).catch((error: unknown) => {
    throw error instanceof RangeError ? new StartError(error.message) : error;
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string) =>
    writeFile(join(folder, name), text, { mode: 0o600, flag: 'wx' });
  await write(files.city, `${JSON.stringify(made.city, null, 2)}\n`);
  await write(files.signing, `${JSON.stringify(made.signing, null, 2)}\n`);
  for (const [index, share] of made.shares.entries())
    await write(`custodian-${index + 1}.share`, `${share}\n`);
  print(`In ${folder}:
  ${files.city}       public; for "keys install"
  ${files.signing}     for the city's officer, with its passphrase; never on the server
  custodian-1.share … custodian-3.share   one for each custodian, on paper or a stick; any two open the recovery key
Hand them out now, check that each can be read, and wipe this folder.`);
  return true;
}

async function install(
  { db, print }: CommandContext,
  folder: string | undefined,
): Promise<boolean> {
  if (!folder) throw new StartError(usage);
  const city = readCityKeys(await read(join(folder, files.city)));
  const signingKey = await signingKeyFrom(join(folder, files.signing));
  await db.transaction(system, (tx) => installCityKeys(tx, city, signingKey));
  print('The city has its keys. Next: desks add …, desks join …, and members enrol at the desk.');
  return true;
}

async function list({ db, print, flags }: CommandContext): Promise<boolean> {
  const { pending, signed } = await db.transaction(system, async (tx) => ({
    pending: await selectPending(tx),
    signed: await selectSignedKeys(tx),
  }));
  if (flags.json)
    print(JSON.stringify({ pending, signed: signed.map(({ id, login }) => ({ id, login })) }));
  else {
    print(pending.length === 0 ? 'Nothing waits for a signature.' : 'Waiting for the signature:');
    for (const key of pending) print(`  ${await lineOf(key)}`);
    if (signed.length > 0) print('Signed keys of people:');
    for (const { id, login, public_key } of signed)
      print(`  ${id}  ${await fingerprintOf(new Uint8Array(public_key))}  ${login}`);
  }
  return true;
}

async function lineOf(key: PendingKey): Promise<string> {
  const digits = await fingerprintOf(fromBase64url(key.publicKey));
  const whose =
    key.kind === 'staff-key'
      ? `${key.login} (${key.name})`
      : `desk ${key.deskKind} ${key.district ?? 'of the city'}, key ${key.generation}`;
  return `${key.id}  ${digits}  ${whose}`;
}

async function sign({ db, print, flags }: CommandContext, ids: string[]): Promise<boolean> {
  if (ids.length === 0 && !flags.all) throw new StartError(usage);
  const signingKey = await signingKeyFrom(flags.key);
  const signed = await db.transaction(system, (tx) =>
    signPending(tx, signingKey, flags.all ? undefined : ids),
  );
  for (const key of signed) print(`signed  ${await lineOf(key)}`);
  const missing = ids.filter((id) => !signed.some((key) => key.id === id));
  for (const id of missing) print(`nothing waits under ${id}`);
  return missing.length === 0;
}

async function verify({ db, print }: CommandContext): Promise<boolean> {
  try {
    const { position, hash } = await db.transaction(system, verifyKeyLog);
    print(`The key log is whole: ${position} entries. Its end ${position}:${hash}`);
    return true;
  } catch (error) {
    if (!(error instanceof BrokenKeyLog)) throw error;
    print(`BROKEN: ${error.message}`);
    return false;
  }
}

async function end({ db, print, flags }: CommandContext, id: string | undefined): Promise<boolean> {
  if (!id) throw new StartError(usage);
  const signingKey = await signingKeyFrom(flags.key);
  await db.transaction(system, (tx) => endStaffKey(tx, signingKey, id));
  print('It has ended. The desks that it held keys of are asked to make new ones.');
  return true;
}

async function recover(
  { db, print, flags }: CommandContext,
  desk: string | undefined,
): Promise<boolean> {
  const shareFiles = (flags.share as string[] | undefined) ?? [];
  if (!desk || !flags.for || shareFiles.length < 2) throw new StartError(usage);
  const shares = await Promise.all(shareFiles.map(read));
  const count = await db.transaction(system, (tx) =>
    recoverDesk(tx, {
      desk,
      holder: String(flags.for),
      shares,
      reason: String(flags.reason ?? ''),
    }),
  );
  print(
    `${count} keys of the desk were handed to ${String(flags.for)}. This stands in the audit log.`,
  );
  return true;
}

async function override(
  { db, print, flags }: CommandContext,
  id: string | undefined,
): Promise<boolean> {
  const shareFiles = (flags.share as string[] | undefined) ?? [];
  if (!id || shareFiles.length < 2) throw new StartError(usage);
  const shares = await Promise.all(shareFiles.map(read));
  const item = typeof flags.item === 'string' ? flags.item : null;
  const carried = await db.transaction(system, (tx) =>
    carryOutByCustodians(tx, { override: id, shares, item }),
  );
  if (carried.done)
    print(
      `${carried.item} was handed to the desk that asked, until the override ends. She sees it, and it stands in the audit log.`,
    );
  else {
    print('There are several. Say which, newest first: --item ID');
    for (const choice of carried.choices) print(`  ${choice.item}  ${choice.at}`);
  }
  return carried.done;
}

async function signingKeyFrom(path: unknown): Promise<Bytes> {
  if (typeof path !== 'string') throw new StartError('Say where the signing key is: --key FILE');
  return openSigningKey(await read(path), await readPassphrase('Passphrase of the signing key'));
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new StartError(`${path} cannot be read.`);
  });
}
