// Types of pages.mjs for the tests that import it.

/** Builds the pages when anything that they are made of has changed; false, having said why, when that failed. */
export function ensurePages(node: string): Promise<boolean>;
