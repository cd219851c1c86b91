// A passkey in software for tests: ES256, no attestation, as a browser would hand it over (W3C Web Authentication Level 3).
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

type Made = { challenge: string; rp: { id?: string } };
type Asked = { challenge: string; rpId?: string };
type Options = {
  /** Where the page was; the authenticator signs it. */
  origin: string;
  /** Whether the person proved themselves by finger or PIN. */
  verified?: boolean;
};

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

/** One authenticator with one passkey. `counter` may be set back to play a copied one. */
export function softAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  const own = { counter: 0, create, get };

  function authenticatorData(name: string, verified: boolean, credential: Buffer): Buffer {
    const counter = Buffer.alloc(4);
    own.counter += 1;
    counter.writeUInt32BE(own.counter);
    const flags = 0x01 | (verified ? 0x04 : 0) | (credential.length > 0 ? 0x40 : 0);
    return Buffer.concat([sha256(name), Buffer.from([flags]), counter, credential]);
  }

  /** Answers what `startRegistration` of a browser would. */
  function create(options: Made, { origin, verified = true }: Options) {
    const jwk = publicKey.export({ format: 'jwk' });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    // COSE_Key (RFC 9052, 7): kty EC2, alg ES256, crv P-256, x, y.
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(jwk.x!, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(jwk.y!, 'base64url'),
    ]);
    const data = authenticatorData(
      options.rp.id ?? new URL(origin).hostname,
      verified,
      Buffer.concat([Buffer.alloc(16), length, id, cose]),
    );
    const size = Buffer.alloc(2);
    size.writeUInt16BE(data.length);
    // CBOR (RFC 8949) of {fmt: "none", attStmt: {}, authData: bytes}.
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      Buffer.from([0x59]),
      size,
      data,
    ]);
    return {
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(clientData('webauthn.create', options.challenge, origin)),
        attestationObject: b64(attestation),
        transports: ['internal'],
      },
    };
  }

  /** Answers what `startAuthentication` of a browser would. */
  function get(options: Asked, { origin, verified = true }: Options) {
    const data = authenticatorData(
      options.rpId ?? new URL(origin).hostname,
      verified,
      Buffer.alloc(0),
    );
    const client = clientData('webauthn.get', options.challenge, origin);
    return {
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      },
    };
  }

  return own;
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
