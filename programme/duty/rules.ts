// Decisions about units on duty, pure: which fix may be kept, when a position is old, how a unit is reached.

/** What the rules need to know of a unit's shift. Times are milliseconds since 1970. */
export type Shift = {
  onDuty: boolean;
  since: number | null;
  by: 'desk' | 'phone' | null;
};

export type FixAnswer = 'kept' | 'off-duty' | 'before-shift' | 'older';

/**
 * Whether a fix may be kept. None off duty, and none from before the shift, which a phone without a network may still hold;
 * one that is not newer than the kept one changes nothing.
 */
export function judgeFix(shift: Shift, at: number, keptAt: number | null): FixAnswer {
  if (!shift.onDuty) return 'off-duty';
  if (shift.since !== null && at < shift.since) return 'before-shift';
  return keptAt !== null && at <= keptAt ? 'older' : 'kept';
}

/** Whether a position is too old to send somebody by. */
export function isStale(ageSeconds: number, staleAfterSeconds: number): boolean {
  return ageSeconds > staleAfterSeconds;
}

/** How a unit learns that it is sent: a unit that began its shift on its phone is asked there, every other by radio. */
export function reachedBy(shift: Pick<Shift, 'onDuty' | 'by'>): 'phone' | 'radio' {
  return shift.onDuty && shift.by === 'phone' ? 'phone' : 'radio';
}
