// The one thing a page may load by address while it runs: its own scripts, from its own origin.

type Policies = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
};

/**
 * Lets same-origin script addresses (the map's worker) through Trusted Types and refuses every other.
 * Markup from strings stays forbidden: no `createHTML` is offered.
 */
export function startTrustedTypes(): void {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  policies?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, location.href).origin === location.origin) return url;
      throw new TypeError(`Refused to load a script from elsewhere: ${url}`);
    },
  });
}
