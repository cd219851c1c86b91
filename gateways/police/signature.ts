// Signs and checks HTTP requests: HTTP Message Signatures (RFC 9421) with Ed25519 over a Content-Digest (RFC 9530).
import { createHash, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string>>;

export type SignedMessage = {
  method: string;
  /** Absolute, as the receiver is addressed. */
  url: string;
  headers: Headers;
};

/** What every signature of ours covers, and what `verifyRequest` insists on. */
export const coveredComponents = [
  '@method',
  '@target-uri',
  'content-type',
  'content-digest',
] as const;

/** How old, or how far ahead, a signature may be, in seconds. */
export const maxAgeSeconds = 300;

const label = 'ansim';

/** `Content-Digest` of a body with SHA-512 (RFC 9530, section 2). */
export function contentDigest(
  body: Uint8Array | string,
  algorithm: 'sha-256' | 'sha-512' = 'sha-512',
): string {
  const hash = createHash(algorithm === 'sha-512' ? 'sha512' : 'sha256').update(body);
  return `${algorithm}=:${hash.digest('base64')}:`;
}

/**
 * The headers that sign a request: `content-type`, `content-digest`, `signature-input`, `signature`. `created` in seconds since
 * 1970; `keyId` in printable ASCII without quotes; `privateKey` an Ed25519 key. Throws when the key or its id is not of this kind.
 */
export function signRequest(request: {
  method: string;
  url: string;
  body: Uint8Array | string;
  contentType?: string;
  keyId: string;
  privateKey: KeyObject;
  created: number;
}): Record<string, string> {
  if (request.privateKey.asymmetricKeyType !== 'ed25519') {
    throw new Error('Requests are signed with an Ed25519 key; this key is of another kind.');
  }
  if (!/^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,128}$/.test(request.keyId)) {
    throw new Error('The key id must be 1 to 128 printable ASCII characters without quotes.');
  }
  const headers = {
    'content-type': request.contentType ?? 'application/json',
    'content-digest': contentDigest(request.body),
  };
  const parameters = `(${coveredComponents.map((name) => `"${name}"`).join(' ')});created=${request.created};keyid="${request.keyId}";alg="ed25519"`;
  const base = signatureBase({ ...request, headers }, coveredComponents, parameters);
  if (base === null) throw new Error('The address to sign is not an absolute URL.');
  const signature = sign(null, Buffer.from(base), request.privateKey).toString('base64');
  return {
    ...headers,
    'signature-input': `${label}=${parameters}`,
    signature: `${label}=:${signature}:`,
  };
}

export type SignatureVerdict =
  | { ok: true; keyId: string; created: Date }
  | {
      ok: false;
      reason: 'missing' | 'malformed' | 'uncovered' | 'unknown-key' | 'stale' | 'digest' | 'wrong';
    };

/**
 * Checks a signed request. `url` must be the one the sender addressed (behind a proxy: the public one). `keyOf` gives the public
 * Ed25519 key for a key id, or `null`; `now` in milliseconds. The signature must cover `coveredComponents`, so that nothing
 * that matters is left outside it, and the body must have the digest that was signed. Never throws.
 */
export function verifyRequest(
  request: SignedMessage & { body: Uint8Array | string },
  keyOf: (keyId: string) => KeyObject | null,
  now: number,
): SignatureVerdict {
  const input = request.headers['signature-input'];
  const signatures = request.headers.signature;
  if (input === undefined || signatures === undefined) return { ok: false, reason: 'missing' };
  const read = readSignatureInput(input);
  if (read === null) return { ok: false, reason: 'malformed' };
  const value = new RegExp(`^${read.label}=:([A-Za-z0-9+/]{86}==):$`).exec(signatures)?.[1];
  if (value === undefined) return { ok: false, reason: 'malformed' };
  if (!coveredComponents.every((name) => read.components.includes(name)))
    return { ok: false, reason: 'uncovered' };
  const key = keyOf(read.keyId);
  if (key === null || key.asymmetricKeyType !== 'ed25519')
    return { ok: false, reason: 'unknown-key' };
  const base = signatureBase(request, read.components, read.parameters);
  if (base === null) return { ok: false, reason: 'malformed' };
  const bytes = Buffer.from(value, 'base64');
  // One signature has one spelling: unused bits of its last character must be zero (RFC 4648, 3.5).
  const isCanonical = bytes.toString('base64') === value;
  if (!isCanonical || !verify(null, Buffer.from(base), key, bytes))
    return { ok: false, reason: 'wrong' };
  if (!hasDigest(request.headers['content-digest'] ?? '', request.body))
    return { ok: false, reason: 'digest' };
  if (Math.abs(now / 1000 - read.created) > maxAgeSeconds) return { ok: false, reason: 'stale' };
  return { ok: true, keyId: read.keyId, created: new Date(read.created * 1000) };
}

/**
 * The text that is signed (RFC 9421, section 2.5): one line a component, then the parameters. Derived components are those of
 * section 2.2 that a request has; other names are header fields. `null` when a component is absent, doubled or unknown.
 */
export function signatureBase(
  message: SignedMessage,
  components: readonly string[],
  parameters: string,
): string | null {
  if (!URL.canParse(message.url) || new Set(components).size !== components.length) return null;
  const url = new URL(message.url);
  const derived: Readonly<Record<string, string>> = {
    '@method': message.method.toUpperCase(),
    '@target-uri': url.href,
    '@authority': url.host,
    '@scheme': url.protocol.slice(0, -1),
    '@path': url.pathname,
    '@query': url.search === '' ? '?' : url.search,
  };
  const lines: string[] = [];
  for (const name of components) {
    const source = name.startsWith('@') ? derived : message.headers;
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value === undefined || /[\r\n]/.test(value)) return null;
    lines.push(`"${name}": ${value.trim()}`);
  }
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

/** Reads one labelled signature input with the parameters that we accept; anything beyond is refused, never skipped. */
function readSignatureInput(text: string) {
  if (text.length > 2_048) return null;
  const outer =
    /^([a-z*][a-z0-9_.*-]{0,31})=(\(((?:"[@a-z0-9-]{1,64}"(?: |(?=\))))*)\)((?:;[a-z]{1,16}=(?:\d{1,12}|"[\x20-\x21\x23-\x5b\x5d-\x7e]{0,128}"))*))$/.exec(
      text,
    );
  if (outer?.[1] === undefined || outer[2] === undefined) return null;
  const components = [...(outer[3] ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
  const given = new Map<string, string>();
  for (const match of (outer[4] ?? '').matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)) {
    if (given.has(match[1] ?? '')) return null;
    given.set(match[1] ?? '', match[2] ?? match[3] ?? '');
  }
  const keyId = given.get('keyid');
  const created = given.get('created');
  if (keyId === undefined || created === undefined || !/^\d+$/.test(created)) return null;
  if ((given.get('alg') ?? 'ed25519') !== 'ed25519') return null;
  const known = ['keyid', 'created', 'alg', 'nonce', 'tag'];
  if ([...given.keys()].some((name) => !known.includes(name))) return null;
  const labelled = outer[1].replace(/[.*]/g, '\\$&');
  return { label: labelled, parameters: outer[2], components, keyId, created: Number(created) };
}

function hasDigest(header: string, body: Uint8Array | string): boolean {
  const algorithm = header.startsWith('sha-512=:') ? 'sha-512' : 'sha-256';
  const expected = Buffer.from(contentDigest(body, algorithm));
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
