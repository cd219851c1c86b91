// Which address browsers reach us under, and that a request which changes something comes from our own pages.
import { Refused } from '#platform/http/index.ts';
import { sessionCookie } from './sessions.ts';

export type Arrival = {
  method: string;
  /** The `Host` header. */
  host: string;
  headers: Record<string, string | string[] | undefined>;
};

/**
 * Refuses with `foreign-origin` what carries a session, changes something and was not sent by a page of ours: other
 * sites, and sub-domains beside us that SameSite would let through. `origin` is the configured address, such as
 * `https://ansim.example.city`. Browsers say where a request comes from; a program sends a token and no cookie.
 * Source: W3C Fetch Metadata; Fetch Standard "Origin"; OWASP CSRF Prevention Cheat Sheet.
 */
export function refuseForeignOrigin(request: Arrival, origin: string | undefined): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  if (!request.headers.cookie?.includes(`${sessionCookie}=`)) return;
  const site = request.headers['sec-fetch-site'];
  // Only plain HTTP to another machine comes without it, and then `Origin` has to do.
  if (site === 'same-origin') return;
  if (site === undefined && isOwn(request, origin)) return;
  throw new Refused(
    'foreign-origin',
    403,
    'This request did not come from a page of this city. Open the page again and repeat it; a program sends a service token instead of a cookie.',
  );
}

function isOwn(request: Arrival, origin: string | undefined): boolean {
  const from = request.headers.origin;
  if (typeof from !== 'string' || !URL.canParse(from)) return false;
  if (origin !== undefined && new URL(origin).origin === new URL(from).origin) return true;
  return new URL(from).host === request.host;
}

/** The name and address that passkeys are bound to. */
export type Site = { origin: string; name: string };

/**
 * The site of this request: the configured address, or this machine by the name `localhost`. A passkey belongs to a
 * name and needs HTTPS, so anything else is refused with `passkey-needs-address` (W3C Web Authentication, "RP ID").
 */
export function siteOf(request: { host: string }, origin: string | undefined): Site {
  const address = origin ?? `http://${request.host}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (origin === undefined && url.hostname !== 'localhost')) {
    throw new Refused(
      'passkey-needs-address',
      409,
      'A passkey belongs to a name. Open this page as http://localhost on this machine, or set ANSIM_ORIGIN to the https:// address of the city.',
    );
  }
  return { origin: url.origin, name: url.hostname };
}
