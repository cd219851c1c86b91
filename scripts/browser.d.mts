// Types of browser.mjs for the tests that import it.

/** Path of a Chromium that starts, or undefined; throws when CHROMIUM_PATH names none. */
export function findChromium(): string | undefined;

/** Path of a Chromium, installed now if need be; throws a sentence that says what to install. */
export function ensureChromium(node?: string): Promise<string>;
