// Pure decisions about a case: what may be done in which state, what an entry needs, which bands of time are counted.
import { violences } from '#programme/reports/names.ts';
import { type CaseState, type EntryKind, timedKinds } from './names.ts';

export type CaseStep =
  | 'declare'
  | 'ask'
  | 'lead'
  | 'write'
  | 'step'
  | 'hand-on'
  | 'close'
  | 'reopen';
export type Decision =
  | { do: true; next: CaseState }
  | { do: false; why: 'closed' | 'not-closed' | 'withdrawn' | 'nobody-on-it' };

/** What a step makes of a case. Work begins with the first person who is free to do it; only what is at work can be closed. */
export function decide(state: CaseState, step: CaseStep): Decision {
  if (state === 'withdrawn') return { do: false, why: 'withdrawn' };
  if (step === 'reopen')
    return state === 'closed' ? { do: true, next: 'at-work' } : { do: false, why: 'not-closed' };
  if (state === 'closed') return { do: false, why: 'closed' };
  if (step === 'declare') return { do: true, next: 'at-work' };
  if (state === 'taken' && step !== 'ask') return { do: false, why: 'nobody-on-it' };
  return { do: true, next: step === 'close' ? 'closed' : state };
}

type Facts = {
  kind: EntryKind;
  dueAt: string | null;
  service: string | null;
  outcome: string | null;
  place: string | null;
};

/** What an entry of its kind lacks in clear, or has too much; `null` when it is as it should be. */
export function faultOf(
  entry: Facts,
): 'needs-due' | 'needs-service' | 'needs-place' | 'too-much' | null {
  const { kind } = entry;
  const timed = (timedKinds as readonly string[]).includes(kind);
  if ((kind === 'date' || kind === 'evidence') && entry.dueAt === null) return 'needs-due';
  if ((kind === 'date' || kind === 'evidence') && entry.place === null) return 'needs-place';
  if (kind === 'service' && (entry.service === null || entry.outcome === null))
    return 'needs-service';
  if (!timed && entry.dueAt !== null) return 'too-much';
  if (kind !== 'service' && (entry.service !== null || entry.outcome !== null)) return 'too-much';
  if (kind !== 'date' && kind !== 'evidence' && entry.place !== null) return 'too-much';
  return null;
}

/** How long something took, as it is counted: never to the minute. */
export function bandOf(
  milliseconds: number,
): '15-minutes' | 'hour' | 'day' | 'three-days' | 'longer' {
  const minutes = milliseconds / 60_000;
  if (minutes <= 15) return '15-minutes';
  if (minutes <= 60) return 'hour';
  if (minutes <= 24 * 60) return 'day';
  return minutes <= 72 * 60 ? 'three-days' : 'longer';
}

/** What is asked to classify a case, one question for each type, in this order. */
export const classifying = violences.filter((type) => type !== 'none-of-these');

/**
 * The type by which a case is counted: the first whose question is answered with yes, whatever else is true as well (GBVIMS, classification
 * tool); none of these when all are answered with no; `null` while a question before the first yes is open.
 */
export function classify(answers: readonly (boolean | null)[]): (typeof violences)[number] | null {
  for (const [at, type] of classifying.entries()) {
    const answer = answers[at] ?? null;
    if (answer === null) return null;
    if (answer) return type;
  }
  return 'none-of-these';
}
