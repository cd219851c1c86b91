// The quick part of the tests: format, types, the dependency rule, unit tests; under twenty seconds.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listenTo } from './child.mjs';
import { root } from './install.mjs';
import { say, secondsSince } from './say.mjs';

/** @typedef {{name: string, words: string[], hint: string}} Step */
/** @typedef {{name: string, code: number, seconds: string}} Result */

const bin = (/** @type {string} */ file) => join(root, 'node_modules', file);

/** @type {Step} */
const format = {
  name: 'format and lint (biome)',
  words: [bin('@biomejs/biome/bin/biome'), 'check'],
  hint: 'node_modules/.bin/biome check --write',
};

/** @type {Step} */
const types = {
  name: 'types (tsc)',
  words: [
    bin('typescript/bin/tsc'),
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    bin('.cache/ansim/tsc.json'),
  ],
  hint: 'node_modules/.bin/tsc --noEmit',
};

/** @type {Step} */
const dependencies = {
  name: 'dependency rule (dependency-cruiser)',
  words: [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
  ],
  hint: 'the drawing of the floors in ARCHITECTURE.md',
};

/** @type {Step} */
const unit = {
  name: 'unit tests (vitest)',
  words: [bin('vitest/vitest.mjs'), 'run', '--project', 'unit'],
  hint: 'node_modules/.bin/vitest run --project unit',
};

/** Folders with code, as far as they exist. */
function codeFolders() {
  return ['platform', 'programme', 'gateways', 'apps', 'demo-city'].filter((name) =>
    existsSync(join(root, name)),
  );
}

/**
 * Runs the checks that need no test; each prints one line, and all it has to say when it fails.
 * @param {string} node the pinned Node
 * @returns {Promise<Result[]>}
 */
export function checkStatics(node) {
  return besideTypes(node, [format, dependencyRule()]);
}

/**
 * `npm run check`.
 * @param {string} node the pinned Node
 * @returns {Promise<number>} the first exit code that is not 0
 */
export async function check(node) {
  const started = performance.now();
  const results = await besideTypes(node, [format, dependencyRule(), unit]);
  const failed = results.filter(({ code }) => code !== 0);
  if (failed.length === 0) {
    say(`check passed in ${secondsSince(started)}`);
    return 0;
  }
  const names = failed.map(({ name }) => name).join(', ');
  say(`check FAILED after ${secondsSince(started)}: ${names}`);
  return failed[0]?.code ?? 1;
}

function dependencyRule() {
  return { ...dependencies, words: [...dependencies.words, ...codeFolders()] };
}

/**
 * The compiler keeps one core busy for a third of the time, so the other steps run one after another beside it.
 * @param {string} node
 * @param {Step[]} steps
 * @returns {Promise<Result[]>}
 */
async function besideTypes(node, steps) {
  const compiling = run(node, types);
  /** @type {Result[]} */
  const results = [];
  for (const step of steps) results.push(await run(node, step));
  return [...results, await compiling];
}

/**
 * @param {string} node
 * @param {Step} step
 * @returns {Promise<Result>}
 */
async function run(node, step) {
  const started = performance.now();
  const env = process.stderr.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const { code, output } = await listenTo(node, step.words, env);
  const seconds = secondsSince(started);
  if (code === 0) say(`  ✓ ${step.name}  ${seconds}`);
  else say(`\n${output.trim()}\n  ✗ ${step.name}  ${seconds}  (see also: ${step.hint})`);
  return { name: step.name, code, seconds };
}
