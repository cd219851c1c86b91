// What OwnTracks tells, over HTTP or MQTT: one fix, or something that says nothing about a place. Source: OwnTracks booklet, "JSON".
import { z } from 'zod';

export type TrackerMessage =
  | { ok: true; fix: { lat: number; lon: number; at: Date } | null }
  | { ok: false; reason: string };

/** Zero-length when a phone deletes a friend; waypoints, status and the like are another `_type`. */
const message = z.looseObject({ _type: z.string().max(40) });
const location = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  tst: z.number().int().min(0).max(8_640_000_000_000),
});

/** Reads a parsed body; `null` stands for an empty one. Says what is wrong in a word, never what was sent. */
export function readTracker(body: unknown): TrackerMessage {
  if (body === null) return { ok: true, fix: null };
  const kind = message.safeParse(body);
  if (!kind.success) return { ok: false, reason: 'no _type' };
  if (kind.data._type === 'encrypted') return { ok: false, reason: 'encrypted' };
  if (kind.data._type !== 'location') return { ok: true, fix: null };
  const place = location.safeParse(body);
  if (!place.success)
    return { ok: false, reason: `bad ${String(place.error.issues[0]?.path[0] ?? 'body')}` };
  const { lat, lon, tst } = place.data;
  return { ok: true, fix: { lat, lon, at: new Date(tst * 1000) } };
}

/** The same from the bytes of an MQTT payload. */
export function readTrackerPayload(payload: Uint8Array): TrackerMessage {
  if (payload.byteLength === 0) return readTracker(null);
  try {
    return readTracker(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)));
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
}

/** Name and secret of HTTP Basic authentication (RFC 7617), or `null`. */
export function readBasic(header: string | undefined): { user: string; secret: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,400}={0,2})$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { user: text.slice(0, colon), secret: text.slice(colon + 1) };
}
