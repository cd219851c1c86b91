// The code by which she and the pair know each other: rotating, bound to this walk and this pair, the same on two phones without a network.

/** How long one code is shown. */
export const codeSeconds = 60;
/** Clocks of phones differ: a code of the step before or after counts too. */
const tolerance = 1;

/** Whose screen shows the code. Theirs proves them to her, hers proves her to them; one never fits as the other. */
export type Shows = 'pair' | 'her';

export type MeetingKey = {
  walkId: string;
  /** The pair of this evening. */
  shiftId: string;
  /** 32 bytes that only the city and these two phones have; another pair of the same walk has others. */
  secret: Uint8Array;
};

/** The time step of a moment in milliseconds since the epoch. */
export function stepOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1000 / codeSeconds);
}

export type MeetingCode = {
  /** To read out and type. */
  digits: string;
  /** For the QR code: 96 bits of the same code, in base 32. */
  long: string;
};

/**
 * The code of a time step: HMAC-SHA-256 over walk, pair, direction and step, cut to four digits as RFC 4226 cuts (its
 * dynamic truncation), and to 96 bits for the QR code. `step` -1 is the one code of a walk whose caller has no phone to look at.
 */
export async function meetingCode(
  key: MeetingKey,
  shows: Shows,
  step: number,
): Promise<MeetingCode> {
  const material = await crypto.subtle.importKey(
    'raw',
    key.secret.slice(),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const text = `ansim meeting 1|${key.walkId}|${key.shiftId}|${shows}|${step}`;
  const mac = new Uint8Array(
    await crypto.subtle.sign('HMAC', material, new TextEncoder().encode(text)),
  );
  const offset = mac[31]! & 15;
  const number =
    ((mac[offset]! & 127) << 24) |
    (mac[offset + 1]! << 16) |
    (mac[offset + 2]! << 8) |
    mac[offset + 3]!;
  return { digits: String(number % 10_000).padStart(4, '0'), long: base32(mac.slice(0, 12)) };
}

export type CodeAnswer = { fits: true; step: number } | { fits: false; replayed: boolean };

/**
 * Whether a code that was typed or scanned is one of now. `lastStep` is the newest step that was accepted before at this
 * meeting: a code of it or of an older one is a replay. Works the same on a phone and in the city.
 */
export async function checkCode(
  key: MeetingKey,
  shows: Shows,
  said: string,
  at: number,
  lastStep: number | null,
): Promise<CodeAnswer> {
  const cleaned = said.replaceAll(/[\s-]/g, '').toUpperCase();
  const now = stepOf(at);
  let replayed = false;
  for (const step of [now, now - tolerance, now + tolerance]) {
    const code = await meetingCode(key, shows, step);
    if (!same(code.digits, cleaned) && !same(code.long, cleaned)) continue;
    if (lastStep !== null && step <= lastStep) replayed = true;
    else return { fits: true, step };
  }
  return { fits: false, replayed };
}

/** Compares in time that depends on the length alone. */
function same(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let index = 0; index < a.length; index += 1)
    different |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return different === 0;
}

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';

function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + letters[(buffer << (5 - bits)) & 31] : text;
}
