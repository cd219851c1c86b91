// Runs other programmes for the scripts: either as our own self, signals and exit code included, or step by step with their output kept.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { say } from './say.mjs';

/**
 * Runs a command as if it were this process: same streams, signals passed on, and its exit code returned once it has
 * really ended (128 + n when signal n ended it).
 * @param {string} command
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function become(command, words, env = process.env) {
  return new Promise((done, fail) => {
    const child = spawn(command, words, { stdio: 'inherit', env });
    let passedOn = 0;
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        // npm and the terminal both deliver one Ctrl-C; a second one on purpose comes later and is passed on too.
        const now = performance.now();
        if (passedOn > 0 && now - passedOn < 500) return;
        passedOn = now;
        child.kill(signal);
      });
    }
    child.once('error', fail);
    child.once('close', (code, signal) => done(exitCode(code, signal)));
  });
}

/**
 * Runs a command to its end and keeps what it prints, for steps that speak only when they fail.
 * @param {string} command
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{code: number, output: string}>}
 */
export function listenTo(command, words, env = process.env) {
  return new Promise((done) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env });
    /** @type {Buffer[]} */
    const heard = [];
    child.stdout.on('data', (part) => heard.push(part));
    child.stderr.on('data', (part) => heard.push(part));
    child.once('error', (error) => done({ code: 127, output: error.message }));
    child.once('close', (code, signal) => {
      done({ code: exitCode(code, signal), output: Buffer.concat(heard).toString() });
    });
  });
}

/**
 * Runs a slow command with everything it prints on stderr, and a word every ten seconds so that nobody thinks it hangs.
 * @param {string} what what is being waited for
 * @param {string} command
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; 127 when there is no such command
 */
export function watch(what, command, words, env = process.env) {
  const started = performance.now();
  const ticker = setInterval(() => {
    say(`  … still ${what} (${Math.round((performance.now() - started) / 1000)} s)`);
  }, 10_000);
  return new Promise((done) => {
    const child = spawn(command, words, { stdio: ['ignore', 2, 2], env });
    const end = (/** @type {number} */ code) => {
      clearInterval(ticker);
      done(code);
    };
    child.once('error', () => end(127));
    child.once('close', (code, signal) => end(exitCode(code, signal)));
  });
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
