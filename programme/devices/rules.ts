// Pure decisions about a press: is it a call, a test, or a touch that does not count; and when a device is silent.
import type { Press } from './contract.ts';

export type PressFacts = {
  press: Press;
  holdOnly: boolean;
  inTestMode: boolean;
  /** A single press already arrived in this test window. */
  testedInThisWindow: boolean;
};

/** `call` is real, `test` proves the button, `touch` is kept but calls nobody. */
export type PressMeaning =
  | { meaning: 'call'; promotesTest: boolean }
  | { meaning: 'test' }
  | { meaning: 'touch' };

/**
 * What a press means. In test mode one short press is the test; a second one, or a long one, is real: whoever
 * needs help in the middle of a test presses again or holds on.
 */
export function readPress(facts: PressFacts): PressMeaning {
  const insistent = facts.press !== 'single';
  if (facts.inTestMode) {
    if (insistent || facts.testedInThisWindow)
      return { meaning: 'call', promotesTest: facts.testedInThisWindow };
    return { meaning: 'test' };
  }
  if (facts.holdOnly && facts.press === 'single') return { meaning: 'touch' };
  return { meaning: 'call', promotesTest: false };
}

export type Problem = 'silent' | 'battery' | 'never-heard' | 'tampered';

/** Seconds after which a device counts as silent: its own interval and 180 s of grace (targets.md), never less than the grace. */
export const silenceGraceSeconds = 150;

/** How urgent a problem is for a person: a torn-off button first, a weak battery last. */
export const problemOrder: readonly Problem[] = ['tampered', 'silent', 'never-heard', 'battery'];
