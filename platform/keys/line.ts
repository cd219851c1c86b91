// Facts that wait sealed with a key of the city that is not in the database, each as long as every other of its kind.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals a value as JSON padded to `length` bytes, AES-256-GCM with a key of 32 bytes. */
export function sealLine(key: Buffer, value: unknown, length: number): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.from(JSON.stringify(value).padEnd(length, ' '));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealLine` sealed. Throws for a wrong key or a changed line. */
export function openLine(key: Buffer, sealed: Buffer): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}
