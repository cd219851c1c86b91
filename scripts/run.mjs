// Runs one of the programme's commands under the pinned Node: node scripts/run.mjs <command> [words].
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './check.mjs';
import { become } from './child.mjs';
import { ensureInstalled, root } from './install.mjs';
import { giveUp } from './say.mjs';

/** @type {Record<string, string[]>} */
const ENTRIES = {
  ansim: ['apps/ansim/main.ts'],
  drill: ['apps/ansim/main.ts', 'drill'],
  bench: ['bench/main.ts'],
  simulate: ['simulate/main.ts'],
};

const [command = '', ...words] = process.argv.slice(2);
const entry = ENTRIES[command];

if (command === 'check') {
  process.exitCode = await check(await ensureInstalled());
} else if (entry) {
  process.exitCode = await runEntry(entry, words);
} else {
  const known = [...Object.keys(ENTRIES), 'check'].join(', ');
  giveUp(`there is no command "${command}". There are: ${known}.`);
}

/**
 * @param {string[]} entry
 * @param {string[]} words
 */
async function runEntry([file = '', ...first], words) {
  const node = await ensureInstalled();
  const main = join(root, file);
  if (!existsSync(main)) giveUp(`${file} is missing from this release.`);
  return become(node, [main, ...first, ...words]);
}
