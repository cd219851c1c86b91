// Chooses the user that PostgreSQL runs as and a folder that this user can enter; PostgreSQL refuses to run as root.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StartError } from '../start-error.ts';

/** Who runs the server: `ids` is absent when it is simply the user who runs this process. */
export type Account = { name: string; ids?: { uid: number; gid: number } };

/** Folder of one embedded database (the cluster, its log, its port) and the user it belongs to. */
export type Place = { folder: string; cluster: string; account: Account; movedFrom?: string };

/** Where root's databases and server files go when their own folder is closed to the database's user. */
export const FALLBACK_ROOT = '/var/lib/ansim';

/**
 * Decides where the database of `dataDir` lives. An ordinary user's stays where it was asked for. Root's is run by
 * the owner of an existing cluster, else by the owner of the nearest existing folder, else by `ansim-db`,
 * `postgres`, a newly made `ansim-db`, or `nobody`; when that user cannot enter `dataDir`, the database lives
 * under `fallbackRoot` instead, always at the same spot for the same `dataDir`.
 */
export function choosePlace(dataDir: string, fallbackRoot = FALLBACK_ROOT): Place {
  const folder = realPath(dataDir);
  if (process.getuid?.() !== 0) {
    return place(folder, { name: 'the present user' });
  }
  const asked = place(folder, ownerOf(join(folder, 'cluster')) ?? chooseAccount(folder));
  const elsewhere = join(fallbackRoot, spotName(folder));
  if (existsSync(asked.cluster)) {
    makePassable(folder);
    if (accountCan(asked.account, 'enter', asked.cluster)) return asked;
    throw new StartError(
      `The database in ${asked.cluster} belongs to the user "${asked.account.name}", who cannot enter ${closedFolder(asked)}. Run "chmod o+x" on that folder, move the data folder (set ANSIM_DATA), or give the cluster to another user with "chown -R".`,
    );
  }
  const owner = ownerOf(join(elsewhere, 'cluster'));
  if (!owner && enterableOnceMade(asked)) return asked;
  return { ...place(elsewhere, owner ?? asked.account), movedFrom: folder };
}

/** Makes the folder and its missing parents passable for other users, whatever the umask says. */
export function makePassable(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
}

/** Tries, as that user, whether a folder can be entered and written or a programme run; the kernel knows best. */
export function accountCan(account: Account, what: 'enter' | 'run', path: string): boolean {
  const script = what === 'run' ? 'exec "$1" --version' : 'cd -- "$1"';
  const { status } = spawnSync('/bin/sh', ['-c', script, 'sh', path], {
    ...account.ids,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}

function place(folder: string, account: Account): Place {
  return { folder, cluster: join(folder, 'cluster'), account };
}

function spotName(folder: string): string {
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `database-${mark}`;
}

/** The path with its existing part freed of symbolic links; the rest need not exist yet. */
function realPath(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  return join(realPath(dirname(absolute)), basename(absolute));
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function enterableOnceMade(asked: Place): boolean {
  return accountCan(asked.account, 'enter', nearestExisting(asked.folder));
}

function closedFolder(asked: Place): string {
  const parents: string[] = [];
  for (let at = asked.cluster; at !== dirname(at); at = dirname(at)) parents.unshift(at);
  return parents.find((at) => !accountCan(asked.account, 'enter', at)) ?? asked.cluster;
}

function ownerOf(path: string): Account | undefined {
  if (!existsSync(path)) return undefined;
  const { uid, gid } = statSync(path);
  if (uid === 0) return undefined;
  return { name: nameOf(uid), ids: { uid, gid } };
}

function nameOf(uid: number): string {
  const { stdout } = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8' });
  return stdout?.trim() || `number ${uid}`;
}

function accountNamed(name: string): Account | undefined {
  const id = (flag: string) =>
    Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout ?? '', 10);
  const uid = id('-u');
  const gid = id('-g');
  return uid > 0 && gid >= 0 ? { name, ids: { uid, gid } } : undefined;
}

function chooseAccount(folder: string): Account {
  // initdb insists on a user that the system can name, so a bare free number will not do.
  const owner = ownerOf(nearestExisting(folder));
  const known = owner?.name.startsWith('number') ? undefined : owner;
  const account =
    known ??
    accountNamed('ansim-db') ??
    accountNamed('postgres') ??
    makeAccount() ??
    accountNamed('nobody');
  if (account) return account;
  throw new StartError(
    'PostgreSQL does not run as root and no other user was found to run it. Make one ("useradd --system ansim-db"), start the programme as an ordinary user, or set DATABASE_URL.',
  );
}

function makeAccount(): Account | undefined {
  const ways: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'ansim-db'],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'ansim-db']],
  ];
  for (const [command, words] of ways) {
    try {
      execFileSync(command, words, { stdio: 'ignore' });
      return accountNamed('ansim-db');
    } catch {
      // The next way, or another existing user.
    }
  }
  return undefined;
}
