// Her walk receipt on her phone: the key that it is sealed to is made here, and it is opened here and nowhere else.
import { fromBase64url, toBase64url } from '#platform/sealing/bytes.ts';
import { makeKeyPair, openSuite } from '#platform/sealing/wraps.ts';

/** What a receipt says, once it is open; `track` is seconds since the beginning, latitude, longitude. */
export type Opened = {
  walk: string;
  meetingPoint: Record<string, string>;
  pair: { callSign: string; staffNumbers: string[] };
  metAt: string | null;
  walkedFrom: string | null;
  walkedUntil: string;
  track: [number, number, number][];
};

const info = new TextEncoder().encode('ansim walk receipt 1');
const encapsulated = 32;

/** An X25519 key pair, 32 bytes each, as base64url. */
export async function makeReceiptKeys(): Promise<{ publicKey: string; privateKey: string }> {
  const { publicKey, privateKey } = await makeKeyPair();
  return { publicKey: toBase64url(publicKey), privateKey: toBase64url(privateKey) };
}

/** Opens a sealed receipt (HPKE base mode, RFC 9180); throws when it was sealed to another key or is damaged. */
export async function openReceipt(sealed: string, privateKey: string): Promise<Opened> {
  const suite = await openSuite();
  const bytes = fromBase64url(sealed);
  const key = fromBase64url(privateKey);
  const recipient = await suite.createRecipientContext({
    recipientKey: await suite.kem.deserializePrivateKey(key.slice().buffer),
    enc: bytes.slice(0, encapsulated).buffer,
    info: info.slice().buffer,
  });
  const plain = await recipient.open(bytes.slice(encapsulated).buffer);
  return JSON.parse(new TextDecoder().decode(plain)) as Opened;
}
