// Sign-in by the city's own OpenID provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9700).
import * as openid from 'openid-client';
import { StartError } from '#platform/db/index.ts';

export type OpenIdSettings = { issuer: string; clientId: string; clientSecret: string };

/** Reads OPENID_ISSUER, OPENID_CLIENT_ID and OPENID_CLIENT_SECRET; `undefined` without any of them, `StartError` with only some. */
export function readOpenIdSettings(env: NodeJS.ProcessEnv): OpenIdSettings | undefined {
  const issuer = env.OPENID_ISSUER;
  const clientId = env.OPENID_CLIENT_ID;
  const clientSecret = env.OPENID_CLIENT_SECRET;
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (!issuer || !clientId || !clientSecret)
    throw new StartError(
      'Sign-in by OpenID needs OPENID_ISSUER, OPENID_CLIENT_ID and OPENID_CLIENT_SECRET together. Set all three, or none.',
    );
  if (!URL.canParse(issuer) || !(issuer.startsWith('https:') || isThisMachine(issuer)))
    throw new StartError(
      `OPENID_ISSUER=${issuer} is not an https:// address. Use the issuer exactly as the provider names it.`,
    );
  return { issuer, clientId, clientSecret };
}

/** What must come back unchanged; kept on the server until the browser returns. */
export type OpenIdChecks = { state: string; nonce: string; verifier: string };

export type OpenIdProvider = {
  /** Where to send the browser, and what to keep meanwhile. Rejects when the provider does not answer. */
  begin(callback: string): Promise<{ address: string; checks: OpenIdChecks }>;
  /** The subject that signed in, from the address the browser came back to. Rejects when anything does not fit. */
  finish(returned: URL, checks: OpenIdChecks): Promise<string>;
};

/** Makes the provider's client. Its description is fetched at the first sign-in and again after it failed or an hour. */
export function openIdProvider(settings: OpenIdSettings): OpenIdProvider {
  let known: { configuration: Promise<openid.Configuration>; until: number } | undefined;

  function configuration(): Promise<openid.Configuration> {
    if (known && known.until > performance.now()) return known.configuration;
    const made = openid.discovery(
      new URL(settings.issuer),
      settings.clientId,
      settings.clientSecret,
      undefined,
      // Only a provider on this machine may do without TLS.
      {
        timeout: 10,
        execute: isThisMachine(settings.issuer) ? [openid.allowInsecureRequests] : [],
      },
    );
    const mine = { configuration: made, until: performance.now() + 3_600_000 };
    known = mine;
    made.catch(() => {
      if (known === mine) known = undefined;
    });
    return made;
  }

  return {
    async begin(callback) {
      const checks = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const address = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: 'openid',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, checks };
    },
    async finish(returned, checks) {
      const tokens = await openid.authorizationCodeGrant(await configuration(), returned, {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.verifier,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub;
      if (!subject) throw new Error('The provider sent no subject.');
      return subject;
    },
  };
}

function isThisMachine(address: string): boolean {
  return (
    URL.canParse(address) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)
  );
}
