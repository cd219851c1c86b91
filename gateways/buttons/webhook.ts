// The plain webhook for hardware and services that can post over HTTP: who may, and what it says.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Decoded } from '#programme/devices/contract.ts';
import { deliveryId, field, percent, readFields, refuse, time } from './payload.ts';
import { decodeEvent } from './plain.ts';

/** Largest distance between a signature's time and ours, in seconds; both ways, since clocks of devices drift. */
export const signatureWindowSeconds = 300;

export type WebhookCall = {
  /** Header `Ansim-Signature`. */
  signature: string | undefined;
  /** Header `Authorization`. */
  authorization: string | undefined;
  /** The body exactly as received, before any parsing. */
  rawBody: Uint8Array;
};

export type WebhookVerdict =
  | { ok: true; by: 'signature' | 'bearer' }
  | { ok: false; reason: 'missing' | 'malformed' | 'stale' | 'wrong' };

/**
 * Checks that a webhook comes from the device that shares `secret`.
 *
 * Signed: `Ansim-Signature: t=<seconds since 1970>,v1=<64 hex>`, the HMAC-SHA256 of `<t>.<raw body>` under the secret as
 * UTF-8; several `v1` may stand while a secret is being changed. For hardware that cannot: `Authorization: Bearer <secret>`,
 * whose replays only the message id tells apart. A signature that is present decides; it is never passed over for the bearer.
 * `now` in milliseconds. Comparison takes the same time whatever is wrong. Never throws.
 */
export function verifyWebhook(call: WebhookCall, secret: string, now: number): WebhookVerdict {
  if (secret === '') return { ok: false, reason: 'wrong' };
  if (call.signature !== undefined) return verifySignature(call, call.signature, secret, now);
  if (call.authorization === undefined) return { ok: false, reason: 'missing' };
  const bearer = /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(call.authorization)?.[1];
  if (bearer === undefined) return { ok: false, reason: 'malformed' };
  return sameText(bearer, secret) ? { ok: true, by: 'bearer' } : { ok: false, reason: 'wrong' };
}

/** The header value that a sender puts in `Ansim-Signature`; `at` in whole seconds since 1970. */
export function signWebhook(rawBody: Uint8Array | string, secret: string, at: number): string {
  return `t=${at},v1=${mac(rawBody, secret, String(at)).toString('hex')}`;
}

/**
 * Decodes the body `{id, event, battery?, at?}`: `event` is `press`, `long` or `alive`, `battery` percent, `at` ISO 8601 or
 * seconds. `id` is required (text of 1 to 128 characters, or a whole number), because a replay is refused by it.
 */
export function decodeWebhook(payload: unknown): Decoded {
  const read = readFields(payload);
  if (!read.ok) return read;
  const id = deliveryId(field(read.value, 'id'));
  if (id === null) {
    return refuse('malformed', 'The message needs an "id" of its own, a new one for every press.');
  }
  return decodeEvent(field(read.value, 'event'), {
    deliveryId: id,
    batteryPercent: percent(field(read.value, 'battery')),
    occurredAt: time(field(read.value, 'at')),
  });
}

function verifySignature(
  call: WebhookCall,
  header: string,
  secret: string,
  now: number,
): WebhookVerdict {
  if (!/^t=\d{1,12}(?:,v1=[0-9a-f]{64}){1,4}$/.test(header))
    return { ok: false, reason: 'malformed' };
  const [stamp = '', ...signatures] = header
    .split(',')
    .map((part) => part.slice(part.indexOf('=') + 1));
  const expected = mac(call.rawBody, secret, stamp);
  let matches = false;
  for (const signature of signatures) {
    if (timingSafeEqual(Buffer.from(signature, 'hex'), expected)) matches = true;
  }
  if (!matches) return { ok: false, reason: 'wrong' };
  return Math.abs(now / 1000 - Number(stamp)) <= signatureWindowSeconds
    ? { ok: true, by: 'signature' }
    : { ok: false, reason: 'stale' };
}

function mac(rawBody: Uint8Array | string, secret: string, stamp: string): Buffer {
  return createHmac('sha256', secret).update(`${stamp}.`).update(rawBody).digest();
}

function sameText(one: string, other: string): boolean {
  // Digests have one length, so the comparison does not tell how long the secret is.
  return timingSafeEqual(
    createHash('sha256').update(one).digest(),
    createHash('sha256').update(other).digest(),
  );
}
