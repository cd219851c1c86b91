// A caller with a phone of her own: where she is, whether anybody has checked with her, and what to try next.
import type { CallerPosition } from '#platform/live/client.ts';
import type { Incident, IncidentDetail } from '../../contract.ts';

/** A call whose truth nobody has checked yet, and whose caller can be asked. */
export function isUnchecked(row: Incident): boolean {
  return row.door === 'sos' && !row.verified && !row.drill && !row.test && row.closedAt === null;
}

/** How she can be asked: by a call where she left a number and may be rung, else by message. */
export function wayToAsk(row: Incident, whole: IncidentDetail | null): 'call' | 'message' {
  return row.silent || (whole !== null && whole.callbackNumber === null) ? 'message' : 'call';
}

/** Whether the desk has tried to reach her: by telephone, or by message where it cannot ring. */
export function wasAsked(row: Incident, whole: IncidentDetail | null): boolean {
  if (whole === null) return false;
  const rung = whole.steps.some((step) => step.kind === 'call' && step.detail.to === 'caller');
  const written = whole.messages.some((message) => message.from === 'desk');
  return rung || (written && wayToAsk(row, whole) === 'message');
}

/** Where her phone says she is: when, within how many metres, and whether it still tells. */
export type PhonePosition = { at: string | null; accuracy: number | null; sharing: boolean };

/** Her newest position, from the feed where it is newer; null for a call that has no moving caller. */
export function phonePosition(
  whole: IncidentDetail | null,
  live: Pick<CallerPosition, 'at' | 'accuracy'> | undefined,
): PhonePosition | null {
  if (whole === null || whole.sharing === null || whole.closedAt !== null) return null;
  const { positionAt, accuracy, sharing } = whole;
  return live !== undefined && (positionAt === null || live.at > positionAt)
    ? { at: live.at, accuracy: live.accuracy, sharing }
    : { at: positionAt, accuracy, sharing };
}

/** Somebody called for another person: the place was said, and the caller stays unnamed. */
export function isForAnother(whole: IncidentDetail): boolean {
  return whole.door === 'sos' && whole.sharing === null;
}
