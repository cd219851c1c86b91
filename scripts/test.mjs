// npm test: everything from nothing, the browser included; ends by saying plainly what failed.
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { checkStatics } from './check.mjs';
import { become } from './child.mjs';
import { ensureInstalled, root } from './install.mjs';
import { findProgramme, installPackages } from './packages.mjs';
import { ensurePages } from './pages.mjs';
import { say, secondsSince } from './say.mjs';

const started = performance.now();
const node = await ensureInstalled();

/** @type {{name: string, code: number, seconds: string}[]} */
const results = [];

say('Checking format, types and the dependency rule …');
const statics = checkStatics(node);

// Beside them: the compiler leaves one core to others, and what is fetched leaves both.
await step('pages', async () => ((await ensurePages(node)) ? 0 : 1));

await step('Chromium', async () => {
  process.env.CHROMIUM_PATH = await ensureChromium(node);
  say(`Browser tests use ${process.env.CHROMIUM_PATH}.`);
  return 0;
});

await step('mosquitto, broker and command-line client', async () => {
  const isThere = () => findProgramme('mosquitto_pub') && findProgramme('mosquitto');
  if (isThere()) return 0;
  const problem = await installPackages('mosquitto', {
    'apt-get': ['mosquitto', 'mosquitto-clients'],
    dnf: ['mosquitto'],
    apk: ['mosquitto', 'mosquitto-clients'],
    pacman: ['mosquitto'],
    brew: ['mosquitto'],
  });
  if (isThere()) return 0;
  throw new Error(problem ?? 'mosquitto is still missing after its package was installed.');
});

await step('unzip and openssl, with which packages of evidence are checked', async () => {
  const isThere = () => findProgramme('unzip') && findProgramme('openssl');
  if (isThere()) return 0;
  const names = ['unzip', 'openssl'];
  const problem = await installPackages('unzip and openssl', {
    'apt-get': names,
    dnf: names,
    apk: [...names, 'coreutils'],
    pacman: names,
    brew: [...names, 'coreutils'],
  });
  if (isThere()) return 0;
  throw new Error(problem ?? 'unzip or openssl is still missing after it was installed.');
});

results.unshift(...(await statics));

await step('tests (vitest: unit, db, e2e)', () =>
  become(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)]),
);

say('');
for (const { name, code, seconds } of results)
  say(`  ${code === 0 ? '✓' : '✗'} ${name}  ${seconds}`);
const failed = results.filter(({ code }) => code !== 0);
say(
  failed.length === 0
    ? `npm test PASSED in ${secondsSince(started)}`
    : `npm test FAILED after ${secondsSince(started)}: ${failed.map(({ name }) => name).join(', ')}`,
);
process.exitCode = failed[0]?.code ?? 0;

/**
 * Runs one part and goes on whatever comes of it, so that one run shows all that is wrong.
 * @param {string} name
 * @param {() => Promise<number>} work
 */
async function step(name, work) {
  const from = performance.now();
  const code = await work().catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  });
  results.push({ name, code, seconds: secondsSince(from) });
}
