// Pure decisions about overrides: which step may follow which, who may decide, whom to ask, and what cannot be asked for.
import type { OverrideState } from './names.ts';

export type OverrideStep = 'approve' | 'refuse' | 'carry-out' | 'lapse' | 'end';

/** States that nothing follows; whatever was handed over is destroyed. */
export const ends = ['refused', 'lapsed', 'ended'] as const satisfies readonly OverrideState[];

const follows: Record<OverrideStep, { from: readonly OverrideState[]; to: OverrideState }> = {
  approve: { from: ['asked'], to: 'approved' },
  refuse: { from: ['asked'], to: 'refused' },
  'carry-out': { from: ['approved'], to: 'carried-out' },
  lapse: { from: ['asked', 'approved'], to: 'lapsed' },
  end: { from: ['asked', 'approved', 'carried-out'], to: 'ended' },
};

export type Decision = { do: true; next: OverrideState } | { do: false; why: 'over' | 'not-now' };

/** What a step makes of an override whose time is not over. */
export function decide(state: OverrideState, step: OverrideStep): Decision {
  if ((ends as readonly OverrideState[]).includes(state)) return { do: false, why: 'over' };
  const { from, to } = follows[step];
  return from.includes(state) ? { do: true, next: to } : { do: false, why: 'not-now' };
}

/** Who was part of it, as ids of people and desks. */
export type Concerned = {
  askedBy: string;
  askingDesk: string;
  reviewDesk: string;
  /** Desks that take part in the report now. */
  parties: readonly string[];
};

/** Whether somebody at these desks may decide: of the deciding desk, and of none that asks or takes part. */
export function mayReview(of: Concerned, who: { id: string; desks: readonly string[] }): boolean {
  return (
    who.id !== of.askedBy &&
    who.desks.includes(of.reviewDesk) &&
    !who.desks.includes(of.askingDesk) &&
    !who.desks.some((desk) => of.parties.includes(desk))
  );
}

export type DeskFacts = { id: string; kind: string; district: string | null };

/** The city's desk first, then those who know the law, then the support centre, then teams of other districts. */
const order = ['city', 'legal', 'support-centre', 'crisis-team'];

/**
 * The desk that decides: the first of the order with a key that neither asks nor takes part, teams by distance in the list of district
 * codes from the asking one's on, so that not always the same team is asked. `null` where there is none. Nobody chooses their own judge.
 */
export function reviewingDesk<D extends DeskFacts>(
  desks: readonly D[],
  asking: DeskFacts,
  parties: readonly string[],
): D | null {
  const free = desks.filter(
    ({ id, kind }) => order.includes(kind) && id !== asking.id && !parties.includes(id),
  );
  const from = asking.district ?? '';
  const rank = ({ kind, district }: DeskFacts) =>
    [order.indexOf(kind), (district ?? '') > from ? 0 : 1] as const;
  const [first] = [...free].sort((a, b) => {
    const [kindA, turnA] = rank(a);
    const [kindB, turnB] = rank(b);
    return (
      kindA - kindB ||
      turnA - turnB ||
      (a.district ?? '').localeCompare(b.district ?? '') ||
      a.id.localeCompare(b.id)
    );
  });
  return first ?? null;
}

/**
 * Why something cannot be asked for. `items`: of each part or entry of the wanted kind the desks that take part and hold its key. What
 * she took back from everybody has none: nobody can open it, and no override is made for it.
 */
export function unaskable(
  asking: string,
  items: readonly (readonly string[])[],
): 'nobody-holds' | 'yours-already' | null {
  const held = items.filter((desks) => desks.length > 0);
  if (held.length === 0) return 'nobody-holds';
  return held.every((desks) => desks.includes(asking)) ? 'yours-already' : null;
}
