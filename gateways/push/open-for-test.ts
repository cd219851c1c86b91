// Opens a push message as a phone would, by RFC 8291 and RFC 8188, with Node's own cryptography and nothing of the sender's.
import { createDecipheriv, type ECDH, hkdfSync } from 'node:crypto';

/** The text inside an `aes128gcm` body of one record. Throws for another phone's key. */
export function openPush(body: Buffer, phone: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const idLength = body[20]!;
  const senderKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), phone.getPublicKey(), senderKey]);
  const shared = phone.computeSecret(senderKey);
  const keying = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
  const derive = (what: string, length: number) =>
    Buffer.from(
      hkdfSync('sha256', keying, salt, Buffer.from(`Content-Encoding: ${what}\0`), length),
    );
  const opener = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  opener.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([opener.update(record.subarray(0, -16)), opener.final()]);
  // The last record ends with 2 and any number of zeros (RFC 8188, 2).
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
