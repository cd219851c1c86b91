// What may be done with a designation, and what a store lacks. Pure: today is passed in as a calendar day (yyyy-mm-dd).
import {
  checklistPoints,
  type StoreNeed,
  type StoreState,
  type StoreStep,
  storeSteps,
} from './names.ts';

const ways: Record<StoreStep, { from: readonly StoreState[]; to: StoreState | 'same' }> = {
  suspend: { from: ['operating'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'operating' },
  renew: { from: ['operating', 'suspended', 'lapsed'], to: 'same' },
  lapse: { from: ['operating', 'suspended'], to: 'lapsed' },
  close: { from: ['operating', 'suspended', 'lapsed'], to: 'closed' },
  reopen: { from: ['closed'], to: 'operating' },
  strike: { from: ['operating', 'suspended', 'lapsed', 'closed'], to: 'destroyed' },
};

export type StepRefusal = 'wrong-store-state' | 'until-not-ahead' | 'until-needed';
export type StepDecision =
  | { ok: true; state: StoreState; until: string | null }
  | { ok: false; code: StepRefusal };

/**
 * Decides a step. `renew` needs a day ahead of today and opens a lapsed store again; `reopen` may have one, and forgets
 * the old one; a struck entry stays struck; every other step leaves the day as it was.
 */
export function decideStoreStep(
  store: { state: StoreState; until: string | null },
  step: StoreStep,
  { until, today }: { until: string | null; today: string },
): StepDecision {
  const way = ways[step];
  if (!way.from.includes(store.state)) return { ok: false, code: 'wrong-store-state' };
  const setsDay = step === 'renew' || step === 'reopen';
  if (step === 'renew' && until === null) return { ok: false, code: 'until-needed' };
  if (setsDay && until !== null && until <= today) return { ok: false, code: 'until-not-ahead' };
  // A store whose day is over may not be shown again before it is renewed.
  if (step === 'resume' && store.until !== null && store.until < today)
    return { ok: false, code: 'until-not-ahead' };
  const state = way.to === 'same' ? (store.state === 'lapsed' ? 'operating' : store.state) : way.to;
  return { ok: true, state, until: setsDay ? until : store.until };
}

/** Steps that are possible now, whatever day they need. */
export function possibleSteps(state: StoreState): StoreStep[] {
  return storeSteps.filter((step) => ways[step].from.includes(state));
}

/** Whether an inspection was passed: something was looked at, and nothing that applies was wrong. */
export function inspectionPassed(
  checklist: Readonly<Record<string, boolean | null | undefined>>,
): boolean {
  const answers = checklistPoints.map((point) => checklist[point] ?? null);
  return answers.includes(true) && !answers.includes(false);
}

export type NeedFacts = {
  state: StoreState;
  until: string | null;
  buttons: number;
  trainedClerks: number;
  /** Days since, `null` for never. */
  daysSinceTest: number | null;
  daysSinceInspection: number | null;
  inspectionPassed: boolean | null;
  daysUntilEnd: number | null;
  year: { calls: number; falseAlarms: number };
};

/** A self-test each month, an inspection twice a year; a little air for holidays. */
export const testEveryDays = 35;
export const inspectEveryDays = 190;
const tellEndDays = 60;

/** What a store lacks, the gravest first; a store that is shut lacks nothing. */
export function needsOf(facts: NeedFacts): StoreNeed[] {
  if (facts.state !== 'operating' && facts.state !== 'suspended') return [];
  const ending = facts.daysUntilEnd !== null && facts.daysUntilEnd <= tellEndDays;
  const open = facts.state === 'operating';
  const late = (days: number | null, most: number) => days === null || days > most;
  const all: [StoreNeed, boolean][] = [
    ['no-button', open && facts.buttons === 0],
    ['untrained', open && facts.trainedClerks === 0],
    ['test-overdue', open && facts.buttons > 0 && late(facts.daysSinceTest, testEveryDays)],
    ['inspection-failed', open && facts.inspectionPassed === false],
    ['inspection-overdue', open && late(facts.daysSinceInspection, inspectEveryDays)],
    ['designation-ending', ending],
    // Three in a year and more than half of all calls: the button hangs badly, or nobody was shown it.
    [
      'false-alarms',
      open && facts.year.falseAlarms >= 3 && facts.year.falseAlarms * 2 > facts.year.calls,
    ],
  ];
  return all.filter(([, lacks]) => lacks).map(([need]) => need);
}
