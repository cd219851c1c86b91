// Installs programmes that tests need with the system's own package manager.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { watch } from './child.mjs';
import { say, secondsSince } from './say.mjs';

/** @typedef {'apt-get' | 'dnf' | 'apk' | 'pacman' | 'brew'} Manager */

/** @type {Record<Manager, string[][]>} */
const COMMANDS = {
  'apt-get': [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends'],
  ],
  dnf: [['dnf', 'install', '-y', '-q']],
  apk: [['apk', 'add', '-q']],
  pacman: [['pacman', '-Sy', '--noconfirm', '--needed', '-q']],
  brew: [['brew', 'install', '-q']],
};

/**
 * Finds a programme by name on the path and in the usual places.
 * @param {string} name a name, or an absolute path
 * @returns {string | undefined}
 */
export function findProgramme(name) {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...['/usr/bin', '/usr/local/bin', '/usr/sbin', '/snap/bin', '/opt/homebrew/bin'],
  ];
  const paths = name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Installs packages.
 * @param {string} what for people: what is being installed
 * @param {Partial<Record<Manager, string[]>>} names the packages as each package manager calls them
 * @returns {Promise<string | undefined>} undefined when it went well, else a sentence that says what to do by hand
 */
export async function installPackages(what, names) {
  const managers = /** @type {Manager[]} */ (Object.keys(names));
  const manager = managers.find((name) => findProgramme(name));
  if (!manager) return `Install ${what} by hand; no package manager was found that is known here.`;
  const packages = names[manager] ?? [];
  const byHand = COMMANDS[manager].map((words) => words.join(' ')).join(' && ');
  const prefix = rights(manager);
  if (!prefix) {
    return `Installing ${what} needs more rights. Run as root: ${byHand} ${packages.join(' ')}`;
  }
  const started = performance.now();
  say(`Installing ${what} (${packages.join(', ')}) with ${manager} …`);
  let code = 0;
  for (const [index, step] of COMMANDS[manager].entries()) {
    const last = index === COMMANDS[manager].length - 1;
    const [command = '', ...words] = [...prefix, ...step, ...(last ? packages : [])];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    code = await watch(`installing ${what}`, command, words, env);
  }
  if (code === 0) {
    say(`Installed ${what} in ${secondsSince(started)}.`);
    return undefined;
  }
  return `${manager} could not install ${what}; it says why above. By hand: ${byHand} ${packages.join(' ')}`;
}

/**
 * What to put before the command to be allowed to install; undefined when we are not.
 * @param {Manager} manager
 * @returns {string[] | undefined}
 */
function rights(manager) {
  if (manager === 'brew' || process.getuid?.() === 0) return [];
  const sudo = findProgramme('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? [sudo, '-n', '-E']
    : undefined;
}
