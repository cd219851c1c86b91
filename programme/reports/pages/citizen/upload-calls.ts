// The three requests of a file: its description, a piece, and taking it away. A line that is cut answers `again`.
import { ask } from '#platform/ui/phone/ask.ts';
import type { HerReport } from '../../contract.ts';

/** Why the city does not take a file; words are never refused. */
export type Refusal = 'quota' | 'disk-full' | 'refused';

/** The city does not take it. */
export class NotTaken extends Error {
  override name = 'NotTaken';
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(why);
    this.why = why;
  }
}

/** She took it back, or left. */
export class Stopped extends Error {
  override name = 'Stopped';
}

const patience = 120_000;

const isCut = (status: number) => status === 0 || status === 429 || status >= 500;

/** Announces a file. Throws `NotTaken`. */
export async function announce(
  token: string,
  file: object,
  signal: AbortSignal,
): Promise<{ received: number } | 'again' | 'key-replaced'> {
  const told = await ask<{ received: number }>('POST /api/reports/mine/files', {
    authorization: `Receipt ${token}`,
    body: file,
    timeout: 20_000,
    signal,
  });
  if (told.ok) return told.value;
  if (isCut(told.status)) return 'again';
  if (told.code === 'key-replaced') return 'key-replaced';
  throw new NotTaken(told.code === 'quota' || told.code === 'disk-full' ? told.code : 'refused');
}

/** Sends one sealed piece; answers how many the city has. Throws `NotTaken`. */
export async function sendPiece(
  token: string,
  part: string,
  index: number,
  piece: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<number | 'again'> {
  const cut = new AbortController();
  const give = () => cut.abort();
  const timer = setTimeout(give, patience);
  signal.addEventListener('abort', give);
  try {
    const answer = await fetch(`/api/reports/mine/files/${part}/pieces/${index}`, {
      method: 'PUT',
      headers: { authorization: `Receipt ${token}`, 'content-type': 'application/octet-stream' },
      body: piece,
      cache: 'no-store',
      signal: cut.signal,
    });
    const told = (await answer.json().catch(() => null)) as { received?: number } | null;
    // A refusal with a place says where another page of hers has come to meanwhile.
    if ((answer.ok || answer.status === 409) && typeof told?.received === 'number')
      return told.received;
    if (isCut(answer.status)) return 'again';
    throw new NotTaken('refused');
  } catch (error) {
    if (error instanceof NotTaken) throw error;
    return 'again';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', give);
  }
}

/** Takes files away; answers her report after it, or `null` where that failed. */
export async function removeParts(
  token: string,
  parts: readonly string[],
): Promise<HerReport | null> {
  const told = await ask<HerReport>('POST /api/reports/mine/files/remove', {
    authorization: `Receipt ${token}`,
    body: { parts },
    timeout: 20_000,
  });
  return told.ok ? told.value : null;
}
