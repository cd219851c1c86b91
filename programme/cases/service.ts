// What a team does with a case, one function a verb: the wall shows it, the rules decide, the store writes, the desks that take part are told.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { acknowledgeReport, readMyDesks, tellDesks } from '#programme/reports/index.ts';
import { keepLines, type Line, type SealLine } from './lines.ts';
import { bandOf, type CaseStep, decide, faultOf } from './rules.ts';
import type {
  Case,
  CaseSummary,
  Classification,
  EntryStep,
  EntryWrap,
  NewEntry,
} from './shapes.ts';
import * as store from './store/cases.ts';
import * as entries from './store/entries.ts';
import { selectMemberName } from './store/teams.ts';

/** What the process hands in. */
export type CaseWays = {
  /** First day of this month in the city, `2026-11-01`. */
  month(): string;
  seal: SealLine;
  /** How long a closed case is kept. */
  keepMonths(): number;
};

const notYours = () =>
  new Refused('not-yours', 404, 'Your desk does not take part in this case, or does not any more.');

const refusals = {
  closed: () => new Refused('case-closed', 409, 'This case is closed. Reopen it to go on.'),
  'not-closed': () => new Refused('not-closed', 409, 'This case is not closed.'),
  withdrawn: () => new Refused('withdrawn', 409, 'She withdrew it; what was written is destroyed.'),
  'nobody-on-it': () =>
    new Refused('nobody-on-it', 409, 'Nobody works on this case yet. Declare that you can first.'),
};

/** A case before anything of it is opened. Refuses with `not-yours`. */
export async function readSummary(tx: Tx, id: string): Promise<CaseSummary> {
  const [found] = await store.selectCases(tx, id);
  if (!found) throw notYours();
  return found;
}

async function readWhole(tx: Tx, id: string): Promise<Case> {
  const summary = await readSummary(tx, id);
  return { ...summary, entries: await entries.selectEntries(tx, id) };
}

async function lock(tx: Tx, id: string, step: CaseStep) {
  const found = await store.lockCase(tx, id);
  if (!found) throw notYours();
  const decision = decide(found.state, step);
  if (!decision.do) throw refusals[decision.why]();
  return { ...found, next: decision.next };
}

/** Tells the desks that take part that something of it changed. */
export async function tell(tx: Tx, id: string): Promise<void> {
  await tellDesks(tx, id, await store.selectPartyDesks(tx, id));
}

/** The case, locked, for what another room does with it as somebody who works on it. Refuses as writing does. */
export async function workOn(tx: Tx, id: string): Promise<void> {
  await lock(tx, id, 'write');
  await onIt(tx, id, tx.actor.id);
}

async function count(tx: Tx, ways: CaseWays, lines: readonly Omit<Line, 'month'>[]): Promise<void> {
  const month = ways.month();
  await keepLines(
    tx,
    lines.map((line) => ways.seal({ ...line, month })),
  );
}

/** Takes a report on for a desk of the actor's: acknowledges it and makes its case. Who comes second gets the case that is there. */
export async function takeOn(
  tx: Tx,
  report: string,
  desk: string,
  ways: CaseWays,
): Promise<CaseSummary> {
  const mine = await readMyDesks(tx);
  const at = mine.find((one) => one.id === desk);
  const facts = await store.selectReport(tx, report);
  if (!at || !facts) throw notYours();
  if (at.kind !== 'crisis-team')
    throw new Refused('not-a-team', 403, 'Only a crisis team takes a case. Ask hers to.');
  if (await store.insertCase(tx, { report, desk, district: facts.district })) {
    await acknowledgeReport(tx, report);
    await mark(tx, 'case.taken', report, { desk });
    await count(tx, ways, [
      {
        district: facts.district,
        kind: 'acknowledged',
        value: bandOf(Date.now() - facts.sentAt.getTime()),
      },
    ]);
  }
  return readSummary(tx, report);
}

/** The case with its sealed entries; she sees that it was looked at, by whom and when. */
export async function openCase(tx: Tx, id: string): Promise<Case> {
  const found = await readWhole(tx, id);
  if (await store.insertLook(tx, id)) await mark(tx, 'case.opened', id);
  return found;
}

/** What somebody declares before they work on a case: free to do it, or kept from it and its report from now on. */
export async function declare(
  tx: Tx,
  id: string,
  conflict: boolean,
): Promise<{ open: boolean; case: CaseSummary | null }> {
  const found = await lock(tx, id, conflict ? 'ask' : 'declare');
  await tell(tx, id);
  await mark(tx, 'case.declared', id, { conflict });
  if (conflict) {
    await store.recuseMyself(tx, id);
    return { open: false, case: null };
  }
  await store.insertMember(tx, id, {
    staff: tx.actor.id,
    name: tx.actor.name ?? '',
    cleared: true,
  });
  await store.updateCase(tx, id, {
    state: found.next,
    ...(found.state === 'taken' ? { lead: tx.actor.id } : {}),
  });
  return { open: true, case: await readSummary(tx, id) };
}

/** Asks somebody of the team to work on it. Refuses with `not-in-team`. */
export async function ask(tx: Tx, id: string, staff: string): Promise<CaseSummary> {
  const found = await lock(tx, id, 'ask');
  const name = await selectMemberName(tx, found.district, staff);
  if (name === undefined)
    throw new Refused('not-in-team', 409, 'They are not in the team of this district.');
  await store.insertMember(tx, id, { staff, name, cleared: false });
  await store.updateCase(tx, id, { state: found.next });
  await mark(tx, 'case.asked', id, { staff });
  await tell(tx, id);
  return readSummary(tx, id);
}

/** Who answers for it from now on. Refuses with `not-on-it`. */
export async function giveLead(tx: Tx, id: string, staff: string): Promise<CaseSummary> {
  const found = await lock(tx, id, 'lead');
  await onIt(tx, id, tx.actor.id);
  await onIt(tx, id, staff);
  await store.updateCase(tx, id, { state: found.next, lead: staff });
  await mark(tx, 'case.lead', id, { staff });
  await tell(tx, id);
  return readSummary(tx, id);
}

async function onIt(tx: Tx, id: string, staff: string): Promise<void> {
  if (!(await store.isCleared(tx, id, staff)))
    throw new Refused('not-on-it', 409, 'Who works on a case has declared first that they can.');
}

const faults = {
  'needs-due': 'Say when it is, or when its time ends.',
  'needs-service': 'Say which help it is and what came of it.',
  'needs-place': 'Say where it is.',
  'too-much': 'Only what its kind needs may stand in clear.',
} as const;

/** Writes an entry. Refuses with `invalid-entry`, `not-on-it`, `no-consent` and `key-replaced`. */
export async function write(tx: Tx, id: string, entry: NewEntry, ways: CaseWays): Promise<Case> {
  const fault = faultOf(entry);
  if (fault) throw new Refused('invalid-entry', 400, faults[fault], { fault });
  const found = await lock(tx, id, 'write');
  await onIt(tx, id, tx.actor.id);
  if (entry.owner) await onIt(tx, id, entry.owner);
  const mine = await readMyDesks(tx);
  if (!mine.some((desk) => desk.id === entry.desk)) throw notYours();
  if (!entry.wraps.some((wrap) => wrap.desk === entry.desk))
    throw new Refused('invalid-entry', 400, 'Who writes must be able to read it again.');
  await usable(tx, id, entry.wraps);
  await entries.insertEntry(tx, id, entry);
  await keepWraps(tx, id, entry.id, entry.desk, entry.wraps);
  await store.updateCase(tx, id, { state: found.next });
  await mark(tx, 'case.written', id, { entry: entry.id, kind: entry.kind });
  if (entry.kind === 'service')
    await count(tx, ways, [
      { district: found.district, kind: 'service', value: `${entry.service}:${entry.outcome}` },
    ]);
  if (entry.kind === 'contact' || entry.outcome === 'begun' || entry.outcome === 'done')
    await firstHelp(tx, id, ways);
  await tell(tx, id);
  return readWhole(tx, id);
}

async function usable(tx: Tx, id: string, wraps: readonly EntryWrap[]): Promise<void> {
  const { keys, parties } = await entries.countUsable(tx, id, wraps);
  if (parties < wraps.length)
    throw new Refused('no-consent', 409, 'She does not let this desk take part, or not any more.');
  if (keys < wraps.length)
    throw new Refused('key-replaced', 409, 'A desk has a new key. Fetch the keys and seal again.');
}

/** Keeps wraps of an entry of this case that is here now. Refuses with `taken`: its id is another's, of which nothing is told. */
async function keepWraps(
  tx: Tx,
  id: string,
  entry: string,
  desk: string,
  wraps: readonly EntryWrap[],
): Promise<void> {
  await entries.insertWraps(tx, id, entry, desk, wraps);
  if (!(await entries.lockEntry(tx, id, entry)))
    throw new Refused('taken', 409, 'Make the entry again: its id is taken. Nothing was kept.');
}

async function firstHelp(tx: Tx, id: string, ways: CaseWays): Promise<void> {
  const first = await store.markFirstHelp(tx, id);
  if (!first) return;
  const took = first.firstAt.getTime() - first.sentAt.getTime();
  await count(tx, ways, [{ district: first.district, kind: 'first-help', value: bandOf(took) }]);
}

/** A task done, a date moved, another outcome. Refuses with `invalid-entry`. */
export async function stepEntry(
  tx: Tx,
  id: string,
  entry: string,
  step: EntryStep,
  ways: CaseWays,
): Promise<Case> {
  const found = await lock(tx, id, 'step');
  await onIt(tx, id, tx.actor.id);
  if (step.owner) await onIt(tx, id, step.owner);
  const known = await entries.lockEntry(tx, id, entry);
  if (!known) throw notYours();
  const timed = known.state !== null;
  if ((step.state || step.dueAt || step.owner) && !timed)
    throw new Refused(
      'invalid-entry',
      400,
      'Only tasks, dates and evidence have a time and an end.',
    );
  if (step.outcome && known.kind !== 'service')
    throw new Refused('invalid-entry', 400, 'Only a service has an outcome.');
  await entries.updateEntry(tx, entry, step);
  await store.updateCase(tx, id, { state: found.next });
  await mark(tx, 'case.stepped', id, { entry, ...step });
  if (step.outcome && step.outcome !== known.outcome) {
    await count(tx, ways, [
      { district: found.district, kind: 'service', value: `${known.service}:${step.outcome}` },
    ]);
    if (step.outcome === 'begun' || step.outcome === 'done') await firstHelp(tx, id, ways);
  }
  await tell(tx, id);
  return readWhole(tx, id);
}

/** Gives the key of an entry to another desk that takes part. */
export async function handOn(
  tx: Tx,
  id: string,
  entry: string,
  desk: string,
  wraps: readonly EntryWrap[],
): Promise<Case> {
  await lock(tx, id, 'hand-on');
  await onIt(tx, id, tx.actor.id);
  if (!(await entries.lockEntry(tx, id, entry))) throw notYours();
  const mine = await readMyDesks(tx);
  if (!mine.some((one) => one.id === desk)) throw notYours();
  await usable(tx, id, wraps);
  await keepWraps(tx, id, entry, desk, wraps);
  await mark(tx, 'case.handed-on', id, { entry, desks: wraps.map((wrap) => wrap.desk) });
  await tell(tx, id);
  return readWhole(tx, id);
}

/** Counts what it was, once; the case keeps only that it was counted. Refuses with `classified`. */
export async function classifyCase(
  tx: Tx,
  id: string,
  told: Classification,
  ways: CaseWays,
): Promise<CaseSummary> {
  const { district, next } = await lock(tx, id, 'step');
  await onIt(tx, id, tx.actor.id);
  if (!(await store.markClassified(tx, id)))
    throw new Refused('classified', 409, 'It was counted before; nothing is counted twice.');
  const facts = [
    ['violence', told.violence],
    ['relation', told.relation],
    ['age-band', told.ageBand],
    ['place-kind', told.placeKind],
  ] as const;
  await count(
    tx,
    ways,
    facts.flatMap(([kind, value]) => (value === null ? [] : [{ district, kind, value }])),
  );
  await store.updateCase(tx, id, { state: next });
  await mark(tx, 'case.classified', id);
  await tell(tx, id);
  return readSummary(tx, id);
}

/** Closes it. Refuses with `still-open` while a task, a date or evidence is. */
export async function close(
  tx: Tx,
  id: string,
  closing: string,
  ways: CaseWays,
): Promise<CaseSummary> {
  const found = await lock(tx, id, 'close');
  await onIt(tx, id, tx.actor.id);
  const open = await entries.countOpen(tx, id);
  if (open > 0)
    throw new Refused('still-open', 409, 'Finish or drop what is open first.', { open });
  await store.closeCase(tx, id, closing, ways.keepMonths());
  await mark(tx, 'case.closed', id, { closing });
  await count(tx, ways, [{ district: found.district, kind: 'closing', value: closing }]);
  await tell(tx, id);
  return readSummary(tx, id);
}

/** Goes on with a closed case. */
export async function reopen(tx: Tx, id: string): Promise<CaseSummary> {
  const found = await lock(tx, id, 'reopen');
  await store.updateCase(tx, id, { state: found.next });
  await mark(tx, 'case.reopened', id);
  await tell(tx, id);
  return readSummary(tx, id);
}
