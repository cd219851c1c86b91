// Builds the pages into dist/ when anything that they are made of has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listenTo } from './child.mjs';
import { root } from './install.mjs';
import { say, secondsSince } from './say.mjs';

const STAMP = 'dist/.made-of';
const FOLDERS = ['apps', 'platform', 'programme'];
const FILES = ['vite.config.ts', 'package-lock.json'];

/** Never part of a page: what runs on the server alone, and tests. */
const SERVER_ONLY =
  /\.(test|bench)\.tsx?$|\.(sql|md)$|(^|\/)(store|service|routes|jobs)(\.ts$|\/)|^apps\/(server|worker|ansim)\/|^platform\/(db|http|testing|outbox|jobs|audit|keys)\//;

/**
 * Builds when needed. Returns false, having said why, when the build failed.
 * @param {string} node the pinned Node
 * @returns {Promise<boolean>}
 */
export async function ensurePages(node) {
  // Nothing to build before the first page exists.
  if (!existsSync(join(root, 'vite.config.ts'))) return true;
  const print = sourcesPrint(root);
  const stamp = join(root, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return true;
  const started = performance.now();
  say('Building the pages …');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  const { code, output } = await listenTo(node, [vite, 'build', '--logLevel', 'warn'], env);
  if (code !== 0) {
    say(`${output.trim()}\nThe pages could not be built (vite ended with ${code}).`);
    return false;
  }
  writeFileSync(stamp, print);
  say(`Built the pages in ${secondsSince(started)}.`);
  return true;
}

/**
 * A fingerprint of every file that may be part of a page, and of the tools that build it.
 * @param {string} folder
 */
export function sourcesPrint(folder) {
  const hash = createHash('sha256');
  for (const file of sourceFiles(folder)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  }
  return `${hash.digest('hex')}\n`;
}

/** @param {string} folder */
function sourceFiles(folder) {
  const inside = FOLDERS.filter((name) => existsSync(join(folder, name))).flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .map((path) => path.slice(folder.length + 1).replaceAll('\\', '/')),
  );
  const single = FILES.filter((name) => existsSync(join(folder, name)));
  return [...inside, ...single].filter((file) => !SERVER_ONLY.test(file)).sort();
}
