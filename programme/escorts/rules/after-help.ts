// What becomes of a walk when the call that came out of it ends at the desk, or is opened again there.

/** The call as the control room has it. */
export type CallFacts = { open: boolean; mergedInto: string | null };

export type CalledWalk = {
  /** The walk knows already that the call has ended. */
  endKnown: boolean;
  closed: boolean;
  /** She was warned that these may not be them. */
  warned: boolean;
};

export type AfterHelp =
  /** As it was: the call is open, or its end is known. */
  | { kind: 'same' }
  /** The call goes on in another one. */
  | { kind: 'follow'; incident: string }
  /** Opened again: she, the pair and the board see a call again. */
  | { kind: 'called-again' }
  /**
   * The walk goes on where it stood, by whoever's step comes next. `afresh`: they were doubted, so they confirm each other by
   * new codes, and nothing that was seen or read before counts.
   */
  | { kind: 'goes-on'; afresh: boolean }
  /** It was over before the call was: only its last page changes. */
  | { kind: 'known-over' };

/**
 * Decides it. How the call ended makes no difference: whoever closed it has looked after it, and ends the walk at the board where
 * it should not go on. A walk that then stands still is ended by the clocks (`watch-round.ts`).
 */
export function decideAfterHelp(walk: CalledWalk, call: CallFacts): AfterHelp {
  if (call.mergedInto !== null) return { kind: 'follow', incident: call.mergedInto };
  if (call.open === !walk.endKnown) return { kind: 'same' };
  if (call.open) return { kind: 'called-again' };
  return walk.closed ? { kind: 'known-over' } : { kind: 'goes-on', afresh: walk.warned };
}
