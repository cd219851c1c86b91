// Confirming who they are, both ways: the rotating code, the spoken one, and what three wrong ones do.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { callHelp } from './help.ts';
import { checkCode, codeSeconds, type MeetingKey, meetingCode } from './rules/meeting-code.ts';
import { takeStep } from './steps.ts';
import { raiseAlert } from './store/alerts.ts';
import { saveWalk, type WalkRow } from './store/walks.ts';

/** Wrong codes at one meeting after which she is warned and an incident is opened. */
export const mostWrongCodes = 3;
/** A phone may tell a meeting this long after it, when its network is back. Milliseconds. */
const longestSilence = 12 * 3_600_000;

export type Secrets = {
  /** 32 bytes that this walk and this pair have together; kept nowhere, derived from the city's key. */
  meeting(walkId: string, shiftId: string, matchNumber: number): Uint8Array;
  /** Keyed hash of what a caller is known by. */
  callerMark(text: string): string;
};

/** The key of the meeting that is due, or `null` without a pair. */
export function meetingKeyOf(secrets: Secrets, walk: WalkRow): MeetingKey | null {
  if (walk.shift_id === null) return null;
  return {
    walkId: walk.id,
    shiftId: walk.shift_id,
    secret: secrets.meeting(walk.id, walk.shift_id, walk.match_number),
  };
}

/** The key as phones get it, while it is needed. */
export function toMeeting(secrets: Secrets, walk: WalkRow) {
  const key = meetingKeyOf(secrets, walk);
  const needed = walk.state === 'paired' || walk.state === 'on-the-way' || walk.state === 'here';
  if (!key || !needed) return null;
  return { ...key, secret: Buffer.from(key.secret).toString('base64url'), codeSeconds };
}

/** The two codes of a walk whose caller has no screen. */
export async function spokenCodes(
  secrets: Secrets,
  walk: WalkRow,
): Promise<{ theySay: string; sheSays: string } | null> {
  const key = meetingKeyOf(secrets, walk);
  if (!key || walk.booked_by !== 'hotline') return null;
  const [pair, her] = await Promise.all([
    meetingCode(key, 'pair', -1),
    meetingCode(key, 'her', -1),
  ]);
  return { theySay: pair.digits, sheSays: her.digits };
}

export type Confirmed = { wrong: false } | { wrong: true; left: number; replayed: boolean };

/**
 * One side says that it saw the other's code. A wrong one is counted and kept, so the caller must commit before it
 * refuses. `at` is when the code was read. Refuses with `no-pair`, `odd-time` and the codes of the rules.
 */
export async function confirm(
  tx: Tx,
  config: CityConfig,
  secrets: Secrets,
  walk: WalkRow,
  said: { side: 'her' | 'pair'; code: string; at: Date },
): Promise<Confirmed> {
  const already = said.side === 'her' ? walk.she_confirmed_at : walk.pair_confirmed_at;
  // An answer that was lost on the way: told again, it changes nothing.
  if (already !== null) return { wrong: false };
  const key = meetingKeyOf(secrets, walk);
  if (!key) throw new Refused('no-pair', 409, 'No pair has been found yet.');
  const now = Date.now();
  const at = said.at.getTime();
  if (at > now + 120_000 || at < now - longestSilence)
    throw new Refused('odd-time', 400, 'The clock of this phone is wrong.');
  const step = said.side === 'her' ? 'confirm-them' : 'confirm-her';
  const shows = said.side === 'her' ? 'pair' : 'her';
  const lastStep = said.side === 'her' ? walk.their_code_step : walk.her_code_step;
  if (walk.booked_by === 'hotline' && said.side === 'pair') {
    const codes = await spokenCodes(secrets, walk);
    if (codes?.sheSays === said.code.trim()) {
      // She says hers only after she has heard theirs, so this one word confirms both ways.
      const heard = await takeStep(tx, config, walk, 'confirm-them', {
        by: 'her',
        actor: 'her',
        also: { she_confirmed_at: new Date() },
      });
      await takeStep(tx, config, heard, step, {
        by: 'pair',
        actor: 'pair',
        also: met(heard, 'pair'),
      });
      return { wrong: false };
    }
    return countWrong(tx, config, walk, said.side, false);
  }
  const answer = await checkCode(
    key,
    shows,
    said.code,
    at,
    lastStep === null ? null : Number(lastStep),
  );
  if (!answer.fits) return countWrong(tx, config, walk, said.side, answer.replayed);
  const used =
    said.side === 'her'
      ? { their_code_step: String(answer.step) }
      : { her_code_step: String(answer.step) };
  await takeStep(tx, config, walk, step, {
    by: said.side,
    actor: said.side,
    also: { ...met(walk, said.side), ...used },
  });
  return { wrong: false };
}

function met(walk: WalkRow, side: 'her' | 'pair'): Partial<WalkRow> {
  const now = new Date();
  const other = side === 'her' ? walk.pair_confirmed_at : walk.she_confirmed_at;
  return {
    met_at: walk.met_at ?? now,
    ...(side === 'her' ? { she_confirmed_at: now } : { pair_confirmed_at: now }),
    ...(other === null ? {} : { walking_at: now, checked_in_at: now }),
  };
}

async function countWrong(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  by: 'her' | 'pair',
  replayed: boolean,
): Promise<Confirmed> {
  const wrong = walk.wrong_codes + 1;
  const left = Math.max(0, mostWrongCodes - wrong);
  const saved = await saveWalk(
    tx,
    { ...walk, wrong_codes: wrong, warned: walk.warned || left === 0 },
    { kind: 'wrong-code', by, reason: replayed ? 'replayed' : null },
  );
  if (wrong === mostWrongCodes) await warn(tx, config, saved, by, 'wrong-codes', null);
  return { wrong: true, left, replayed };
}

/** She says that these are not them. The code changes, so that nothing they have seen fits any more. */
export async function notThem(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  fix: { lat: number; lon: number } | null,
): Promise<void> {
  const saved = await takeStep(tx, config, walk, 'not-them', {
    by: 'her',
    actor: 'her',
    also: { warned: true, match_number: walk.match_number + 1 },
  });
  await warn(tx, config, saved, 'her', 'not-them', fix);
}

async function warn(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  by: 'her' | 'pair',
  kind: 'not-them' | 'wrong-codes',
  fix: { lat: number; lon: number } | null,
): Promise<void> {
  await raiseAlert(tx, { id: uuidv7(), walkId: walk.id, kind: 'impostor' });
  await callHelp(tx, config, walk, { by, silent: true, fix, kind });
}
