// Finds the Chromium that browser tests drive, or installs it with Korean fonts, so that no journey passes by being skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from './child.mjs';
import { root } from './install.mjs';
import { findProgramme, installPackages } from './packages.mjs';
import { say } from './say.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of a Chromium that starts: CHROMIUM_PATH, the system's, or the one that playwright-core keeps; undefined when
 * there is none. A CHROMIUM_PATH that does not run is an error, not a reason to take another.
 * @returns {string | undefined}
 */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (starts(asked)) return asked;
    throw new Error(
      `CHROMIUM_PATH is ${asked}, and that is no Chromium that runs. Correct or unset it.`,
    );
  }
  for (const name of NAMES) {
    const path = findProgramme(name);
    // Ubuntu's chromium-browser is a stub that only says how to install a snap.
    if (path && starts(path)) return path;
  }
  return undefined;
}

/**
 * The Chromium to test with, installed now if need be, with fonts for Korean.
 * Throws a sentence that says what to install when that is impossible.
 * @param {string} [node] the Node to run playwright-core's installer with
 * @returns {Promise<string>}
 */
export async function ensureChromium(node = process.execPath) {
  const found = findChromium() ?? (await keptByPlaywright());
  if (found) {
    await ensureKoreanFonts();
    return found;
  }
  const problem = await installPackages('Chromium', {
    'apt-get': ['chromium', 'fonts-noto-cjk'],
    dnf: ['chromium', 'google-noto-sans-cjk-fonts'],
    apk: ['chromium', 'font-noto-cjk'],
    pacman: ['chromium', 'noto-fonts-cjk'],
    brew: ['--cask', 'google-chrome'],
  });
  const installed = findChromium() ?? (await downloadByPlaywright(node));
  if (installed) return installed;
  throw new Error(
    `The browser tests need Chromium. ${problem ?? ''} Or set CHROMIUM_PATH to a Chromium or Chrome of yours.`,
  );
}

/** @param {string} path */
function starts(path) {
  const { status } = spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
  return status === 0;
}

/** The pages bring their own font; this is for what the browser draws itself, such as a date field. */
async function ensureKoreanFonts() {
  const list = findProgramme('fc-list');
  if (!list) return;
  const { stdout, status } = spawnSync(list, [':lang=ko', 'file'], { encoding: 'utf8' });
  if (status !== 0 || stdout.trim() !== '') return;
  const problem = await installPackages('Korean fonts', {
    'apt-get': ['fonts-noto-cjk'],
    dnf: ['google-noto-sans-cjk-fonts'],
    apk: ['font-noto-cjk'],
    pacman: ['noto-fonts-cjk'],
  });
  if (problem) say(`${problem} Pictures may show boxes where the browser itself writes Korean.`);
}

async function keptByPlaywright() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) && starts(path) ? path : undefined;
}

/**
 * Where the system's package manager has no Chromium (Ubuntu has it only as a snap).
 * @param {string} node
 */
async function downloadByPlaywright(node) {
  say('Trying the Chromium that Playwright offers …');
  const cli = join(root, 'node_modules/playwright-core/cli.js');
  const withSystemPackages = process.platform === 'linux' && process.getuid?.() === 0;
  await watch('downloading Chromium', node, [
    cli,
    'install',
    ...(withSystemPackages ? ['--with-deps'] : []),
    'chromium',
  ]);
  return keptByPlaywright();
}
