// What is done with an override, one function a verb: the walls show it, the rules decide, the store writes, the desks concerned are told.
import { mark } from '#platform/audit/index.ts';
import { type Actor, type Database, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { numberOf, readMyDesks, tellDesks } from '#programme/reports/index.ts';
import { type Refusal, readNumber, type What } from './names.ts';
import { decide, type OverrideStep, reviewingDesk, unaskable } from './rules.ts';
import type { Handed, NewOverride, Override } from './shapes.ts';
import { selectConcerned, selectKeyedDesks, selectReportFacts } from './store/asked.ts';
import { insertHanded, insertOpening, selectCandidates, selectHanded } from './store/handed.ts';
import * as store from './store/overrides.ts';

/** What the process hands in. */
export type OverrideWays = {
  db: Database;
  policy(): { reviewWithinHours: number; carryOutWithinHours: number; longestHours: number };
};

const notYours = () =>
  new Refused('not-yours', 404, 'Your desk has no part in this override, or it is no such one.');

const refusals = {
  over: () => new Refused('override-over', 409, 'This override is over.'),
  'not-now': () => new Refused('not-now', 409, 'This is not the step that comes next.'),
  'too-late': () => new Refused('too-late', 409, 'Its time is over. Ask again.'),
  'nobody-holds': () =>
    new Refused(
      'nobody-holds',
      409,
      'Nobody holds a key to it: it was not given to anybody, or she took it back, which destroys it. No override brings it back.',
    ),
  'yours-already': () =>
    new Refused('yours-already', 409, 'She gave this to your desk. Open it in the report.'),
};

/** What can be said of a report that the actor's desk cannot see. */
export type Prepared = {
  report: string;
  number: string;
  district: string;
  herKey: string;
  reviewDesk: { id: string; kind: Override['desk']['kind']; district: string | null };
};

/**
 * Which report a number names and which desk decides. Refuses with `unknown-report` (also for whoever is kept from it), `not-yours`,
 * `nobody-holds`, `yours-already` and `no-reviewer`.
 */
export async function prepare(
  { db }: OverrideWays,
  actor: Actor,
  asked: { number: string; desk: string; what: What },
): Promise<Prepared> {
  const mine = await db.transaction(actor, readMyDesks);
  const desk = mine.find(({ id }) => id === asked.desk);
  if (!desk) throw notYours();
  const beginsWith = readNumber(asked.number);
  return db.transaction(system, async (tx) => {
    const facts =
      beginsWith === null
        ? undefined
        : await selectReportFacts(tx, { beginsWith, what: asked.what, person: actor.id });
    if (!facts || facts.recused)
      throw new Refused('unknown-report', 404, 'No report has this number.');
    const fault = unaskable(desk.id, facts.items);
    if (fault) throw refusals[fault]();
    const reviewDesk = reviewingDesk(await selectKeyedDesks(tx), desk, facts.parties);
    if (!reviewDesk)
      throw new Refused('no-reviewer', 409, 'No desk is there that neither asks nor takes part.');
    const { id, district, herKey } = facts;
    return { report: id, number: numberOf(id), district, herKey, reviewDesk };
  });
}

/** Asks. Refuses as `prepare` does, and with `reviewer-changed`, `too-long` and `key-replaced`. */
export async function ask(ways: OverrideWays, actor: Actor, asked: NewOverride): Promise<Override> {
  const { reviewWithinHours, longestHours } = ways.policy();
  if (asked.hours > longestHours)
    throw new Refused('too-long', 400, `This city allows ${longestHours} hours at most.`, {
      longestHours,
    });
  const now = await prepare(ways, actor, { ...asked, number: asked.report });
  if (now.reviewDesk.id !== asked.reviewDesk)
    throw new Refused('reviewer-changed', 409, 'Another desk decides now. Prepare it again.');
  return step(ways, actor, asked.id, 'override.asked', async (tx) => {
    const newest = await Promise.all([
      store.isNewestKey(tx, asked.own.recipient, asked.desk),
      store.isNewestKey(tx, asked.review.recipient, asked.reviewDesk),
    ]);
    if (newest.includes(false))
      throw new Refused(
        'key-replaced',
        409,
        'A desk has a new key. Fetch the keys and seal again.',
      );
    await store.insertOverride(tx, {
      ...asked,
      district: now.district,
      withinHours: reviewWithinHours,
    });
    return { report: asked.report, desk: asked.desk, what: asked.what, reason: asked.reason };
  });
}

/** Runs a step as the actor, marks it under the report's id, and tells the desks concerned, all in one transaction. */
async function step(
  { db }: OverrideWays,
  actor: Actor,
  id: string,
  action: string,
  work: (tx: Tx) => Promise<{ report: string } & Record<string, unknown>>,
): Promise<Override> {
  const after = await db.transaction(actor, async (tx) => {
    const { report, ...detail } = await work(tx);
    await mark(tx, action, report, { override: id, ...detail });
    const found = await read(tx, id);
    await tellDesks(tx, report, [found.desk.id, found.reviewDesk.id]);
    return found;
  });
  // Who takes part, neither who asks nor who decides may see; they look by themselves too, should this be lost.
  await db.transaction(system, async (tx) =>
    tellDesks(tx, after.report, await selectConcerned(tx, id)),
  );
  return after;
}

async function read(tx: Tx, id: string): Promise<Override> {
  const [found] = await store.selectOverrides(tx, id);
  if (!found) throw notYours();
  return found;
}

async function lock(tx: Tx, id: string, next: OverrideStep): Promise<store.LockedOverride> {
  const found = await store.lockOverride(tx, id);
  if (!found) throw notYours();
  const decision = decide(found.state, next);
  if (!decision.do) throw refusals[decision.why]();
  if (!found.in_time) throw refusals['too-late']();
  return found;
}

/** Decides. Refuses with `not-the-reviewer`. */
export function review(
  ways: OverrideWays,
  actor: Actor,
  id: string,
  decision: { approve: true } | { approve: false; why: Refusal },
): Promise<Override> {
  const { carryOutWithinHours } = ways.policy();
  const action = decision.approve ? 'override.approved' : 'override.refused';
  return step(ways, actor, id, action, async (tx) => {
    const found = await lock(tx, id, decision.approve ? 'approve' : 'refuse');
    if (!(await read(tx, id)).mayReview)
      throw new Refused(
        'not-the-reviewer',
        403,
        'Somebody decides who neither asks nor takes part, at the desk that was asked to.',
      );
    await store.updateDecision(
      tx,
      id,
      decision.approve
        ? { state: 'approved', withinHours: carryOutWithinHours }
        : { state: 'refused', why: decision.why },
    );
    return { report: found.report_id, ...(decision.approve ? {} : { why: decision.why }) };
  });
}

/** Keys of the actor's desks that may be re-wrapped for it. Refuses with `not-yours`. */
export async function readKeys(tx: Tx, id: string) {
  const found = await lock(tx, id, 'carry-out');
  if (!(await read(tx, id)).mayCarryOut) throw notYours();
  const mine = await readMyDesks(tx);
  return selectCandidates(
    tx,
    found,
    mine.map((desk) => desk.id),
  );
}

/** Hands a wrap over. Refuses with `not-yours` and `key-replaced`. */
export function carryOut(
  ways: OverrideWays,
  actor: Actor,
  id: string,
  handed: { of: 'part' | 'entry'; item: string; desk: string; recipient: string; wrap: string },
): Promise<Override> {
  return step(ways, actor, id, 'override.carried-out', async (tx) => {
    const held = await readKeys(tx, id);
    const from = held.find((one) => one.id === handed.item && one.of === handed.of);
    if (!from?.wraps.some(({ desk }) => desk === handed.desk)) throw notYours();
    const found = await lock(tx, id, 'carry-out');
    if (!(await store.isNewestKey(tx, handed.recipient, found.desk_id)))
      throw new Refused(
        'key-replaced',
        409,
        'The desk has a new key. Fetch the keys and wrap again.',
      );
    await insertHanded(tx, found, handed);
    return { report: found.report_id, item: handed.item, desk: handed.desk };
  });
}

/** What was handed over; she sees that it was opened, by whom and when. Refuses with `not-yours`. */
export async function open(tx: Tx, id: string): Promise<Handed> {
  const handed = await selectHanded(tx, id);
  if (!handed) throw notYours();
  await insertOpening(tx, id);
  await mark(tx, 'override.opened', handed.report, { override: id, item: handed.item });
  return handed;
}

/** Ends it before its time: whoever asked, decides or takes part may. */
export function end(ways: OverrideWays, actor: Actor, id: string): Promise<Override> {
  return step(ways, actor, id, 'override.ended', async (tx) => {
    const found = await lock(tx, id, 'end');
    // What is only asked is ended by whoever asked; somebody who decides says why not.
    if (found.state === 'asked' && !(await read(tx, id)).asks) throw refusals['not-now']();
    await store.updateEnded(tx, id);
    return { report: found.report_id };
  });
}
