// How an application goes: spoken with, vetted, trained, taken on; declined or withdrawn at any time before.
import type { ApplicantStep } from '../applicants-contract.ts';
import type { ApplicantState } from '../names.ts';

const next: Partial<
  Record<ApplicantState, Partial<Record<ApplicantStep['step'] | 'take-on', ApplicantState>>>
> = {
  applied: { interview: 'interviewed' },
  interviewed: { vet: 'vetted' },
  vetted: { train: 'trained' },
  trained: { 'take-on': 'taken-on' },
};

/** The state after a step, or `null` when it is not its turn. Nobody is taken on who was not vetted and trained. */
export function afterStep(
  state: ApplicantState,
  step: ApplicantStep['step'] | 'take-on',
): ApplicantState | null {
  const open = next[state];
  if (open === undefined) return null;
  if (step === 'decline') return 'declined';
  if (step === 'withdraw') return 'withdrawn';
  return open[step] ?? null;
}
