// Pure decisions about a report: when silence is told to whom, and what may still be done with it.

/** The city's choice, in minutes. */
export type ClockPolicy = { acknowledgeWithin: number; neighbourSilentAfter: number };

/**
 * Who is told next of a desk that does not answer, and in how many minutes after that the next ones are. Level 1: the same kind of desk
 * in the neighbouring districts; level 2: the city's desks. After that the alerts stand until somebody acknowledges.
 */
export function nextAlert(
  level: number,
  policy: ClockPolicy,
): { tell: 'neighbours' | 'city'; nextAfter: number | null } {
  return level === 0
    ? { tell: 'neighbours', nextAfter: policy.neighbourSilentAfter }
    : { tell: 'city', nextAfter: null };
}

export type HerStep = 'add' | 'send' | 'consent' | 'withdraw' | 'file';
export type HerDecision = 'do' | 'already' | 'over';

/** What she may do in which state: everything until she withdraws it, and sending once. */
export function decideHers(state: 'draft' | 'sent' | 'withdrawn', step: HerStep): HerDecision {
  if (state === 'withdrawn') return step === 'withdraw' ? 'already' : 'over';
  if (step === 'send' && state === 'sent') return 'already';
  return 'do';
}

/** Leading zero bits of the SHA-256 of `workText`: about a quarter of a million tries, a second on a phone. */
export const workBits = 18;

/** What is hashed as a proof of work for a report. */
export function workText(report: string, nonce: number): string {
  return `ansim work 1 ${report} ${nonce}`;
}

/** Whether a SHA-256 is the proof of work. */
export function isWork(hash: Uint8Array): boolean {
  const [a = 255, b = 255, c = 255] = hash;
  return ((a << 16) | (b << 8) | c) >>> (24 - workBits) === 0;
}
