// The meeting on this phone alone: the pair's code as it rotates, and whether hers fits, with or without a network.
import type { PairView } from '../../pair-contract.ts';
import {
  checkCode,
  codeSeconds,
  type MeetingCode,
  type MeetingKey,
  meetingCode,
  stepOf,
} from '../../rules/meeting-code.ts';

type Walk = NonNullable<PairView['walk']>;
type Meeting = NonNullable<Walk['meeting']>;

/** Of a walk whose caller has no screen: one code that does not rotate. */
const spokenStep = -1;

function keyOf({ walkId, shiftId, secret }: Meeting): MeetingKey {
  const text = atob(secret.replaceAll('-', '+').replaceAll('_', '/'));
  return { walkId, shiftId, secret: Uint8Array.from(text, (letter) => letter.charCodeAt(0)) };
}

/** What this phone shows her at a moment (milliseconds by the city's clock), and how long it still does, in seconds. */
export async function ourCode(
  walk: Walk,
  at: number,
): Promise<(MeetingCode & { left: number | null }) | null> {
  if (walk.meeting === null) return null;
  const step = walk.spoken ? spokenStep : stepOf(at);
  const code = await meetingCode(keyOf(walk.meeting), 'pair', step);
  const left = codeSeconds - Math.floor((at / 1000) % codeSeconds);
  return { ...code, left: walk.spoken ? null : left };
}

/** Whether what was typed is her code at a moment. */
export async function isHers(walk: Walk, typed: string, at: number): Promise<boolean> {
  if (walk.meeting === null) return false;
  const key = keyOf(walk.meeting);
  if (!walk.spoken) return (await checkCode(key, 'her', typed, at, null)).fits;
  return (await meetingCode(key, 'her', spokenStep)).digits === typed.trim();
}
