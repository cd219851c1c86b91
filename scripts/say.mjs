// Progress and failures of the start-up scripts, on stderr, so that a command's own output stays pure.

/**
 * A line of progress.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Ends with a sentence that says what is wrong and what to do.
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  process.stderr.write(`\nAnsim cannot go on: ${sentence}\n`);
  process.exit(1);
}

/**
 * Seconds since `started` (from `performance.now()`), to one digit.
 * @param {number} started
 */
export function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
