// The steps of a disclosure, one function a verb: the wall shows the case, the rules decide, she is told first, the recipient's feed is told last.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { tellCase, workOn } from '#programme/cases/index.ts';
import type { LegalBasis } from '#programme/city/index.ts';
import { readMyDesks, readReport, tellDesks, writeToHer } from '#programme/reports/index.ts';
import type { DropReason } from './names.ts';
import { type DisclosureStep, decide, isInForce, whyNot } from './rules.ts';
import type { Disclosed, Disclosure, NewDisclosure, OfferedBasis } from './shapes.ts';
import * as received from './store/received.ts';
import * as store from './store/team.ts';

/** What the process hands in. */
export type DisclosureWays = {
  /** As the city has them, in force or not. */
  bases(): readonly LegalBasis[];
  /** The day in the city, `2026-11-25`. */
  today(): string;
  keepMonths(): number;
};

type Message = Parameters<typeof writeToHer>[2];

const notFound = () => new Refused('not-found', 404, 'There is no such disclosure.');

const beginnings = {
  'not-a-minor': 'Only of somebody under age the law may ask this. Her report does not say so.',
  'no-basis': 'This legal basis is not in force here. Nothing can be disclosed under it.',
  'not-the-recipient': 'The law does not name this desk for this.',
  'nothing-to-correct': 'What it would correct was not disclosed.',
  'other-recipient': 'A correction goes to whom the first one went to.',
} as const;

const steps = {
  'not-told': 'She is told first. Write to her, then disclose.',
  'no-basis': beginnings['no-basis'],
  made: 'It was disclosed. What puts it right is a new one.',
  over: 'This disclosure is not made any more.',
} as const;

/** What the law may ask of a case, and what was done. Refuses with `not-yours`. */
export async function readWhole(
  tx: Tx,
  id: string,
  ways: DisclosureWays,
): Promise<{ minor: boolean; bases: OfferedBasis[]; items: Disclosure[] }> {
  const report = await readReport(tx, id);
  const today = ways.today();
  const desks = await store.selectDesksOf(tx, report.district);
  return {
    minor: report.minor === true,
    bases: ways
      .bases()
      .filter((basis) => isInForce(basis, today))
      .map(({ code, statute, underAge, withinHours, recipients }) => ({
        code,
        statute,
        underAge,
        withinHours,
        recipients: desks.filter(({ kind }) => recipients.some((one) => one === kind)),
      })),
    items: await store.selectDisclosures(tx, id),
  };
}

/** Begins one; the same one told again is one. Refuses with what `whyNot` says, `corrected`, `not-on-it` and `not-yours`. */
export async function begin(
  tx: Tx,
  id: string,
  asked: NewDisclosure,
  ways: DisclosureWays,
): Promise<Disclosure> {
  await workOn(tx, id);
  const report = await readReport(tx, id);
  await ownDesk(tx, asked.desk);
  const basis = ways.bases().find(({ code }) => code === asked.basis);
  const desks = await store.selectDesksOf(tx, report.district);
  const recipient = desks.find((desk) => desk.id === asked.recipient);
  const earlier = asked.corrects === null ? null : await store.selectOne(tx, id, asked.corrects);
  if (earlier === undefined) throw notFound();
  const why = whyNot({
    minor: report.minor,
    district: report.district,
    basis,
    today: ways.today(),
    recipient,
    recipientId: asked.recipient,
    corrects: earlier && { state: earlier.state, recipient: earlier.recipient },
  });
  if (why !== null || basis === undefined)
    throw new Refused(why ?? 'no-basis', 409, beginnings[why ?? 'no-basis']);
  const { code, statute, withinHours } = basis;
  const { district } = report;
  const made = await store.insertOne(tx, id, { ...asked, code, statute, withinHours, district });
  if (made) await marked(tx, 'begun', id, asked.id, { basis: code, recipient: asked.recipient });
  const [found] = await store.selectDisclosures(tx, id, asked.id);
  if (!found)
    throw new Refused('corrected', 409, 'It is being put right already, or its id is taken.');
  if (made) await tellCase(tx, id);
  return found;
}

/** Tells her: a message in her thread, which is all that makes disclosing possible. Refuses with `key-replaced` too. */
export async function tell(
  tx: Tx,
  id: string,
  disclosure: string,
  message: Message,
  ways: DisclosureWays,
): Promise<Disclosure> {
  const found = await step(tx, id, disclosure, 'tell', ways);
  if (found === null) return readOne(tx, id, disclosure);
  if (message.desk !== found.desk) throw notFound();
  await writeToHer(tx, id, message);
  await store.updateTold(tx, disclosure, message.id);
  await marked(tx, 'told', id, disclosure, { part: message.id });
  await tellCase(tx, id);
  return readOne(tx, id, disclosure);
}

/** Discloses: the recipient has the text and nothing else of the report. Refuses with `not-told`, `no-basis` and `key-replaced`. */
export async function disclose(
  tx: Tx,
  id: string,
  disclosure: string,
  content: Disclosed,
  ways: DisclosureWays,
): Promise<Disclosure> {
  const found = await step(tx, id, disclosure, 'disclose', ways);
  if (found === null) return readOne(tx, id, disclosure);
  if (!(await store.isNewestKey(tx, content.recipient, found.recipient)))
    throw new Refused(
      'key-replaced',
      409,
      'The desk has a new key. Fetch the keys and seal again.',
    );
  await store.updateDisclosed(tx, disclosure, ways.keepMonths());
  await store.insertContent(tx, id, disclosure, content);
  await marked(tx, 'disclosed', id, disclosure, {
    basis: found.basis,
    recipient: found.recipient,
  });
  await tellCase(tx, id);
  await tellDesks(tx, id, [found.recipient]);
  return readOne(tx, id, disclosure);
}

/** It is not made after all. */
export async function drop(
  tx: Tx,
  id: string,
  disclosure: string,
  reason: DropReason,
  ways: DisclosureWays,
): Promise<Disclosure> {
  if ((await step(tx, id, disclosure, 'drop', ways)) !== null) {
    await store.updateDropped(tx, disclosure, reason);
    await marked(tx, 'dropped', id, disclosure, { reason });
    await tellCase(tx, id);
  }
  return readOne(tx, id, disclosure);
}

/** What somebody of the recipient reads; she and the team see that it was read. Refuses with `not-found`. */
export async function openReceived(tx: Tx, disclosure: string) {
  const content = await received.selectContent(tx, disclosure);
  if (!content) throw notFound();
  const { desk, ...opened } = content;
  await received.insertOpening(tx, { disclosure, report: opened.report, desk });
  await marked(tx, 'opened', opened.report, disclosure, { desk });
  await tellDesks(tx, opened.report, [desk, content.from]);
  const { from: _from, ...reply } = opened;
  return reply;
}

/** The act for a step, its case locked; `null` when the step was taken already. */
async function step(
  tx: Tx,
  id: string,
  disclosure: string,
  wanted: DisclosureStep,
  ways: DisclosureWays,
): Promise<store.Step | null> {
  await workOn(tx, id);
  const found = await store.selectOne(tx, id, disclosure);
  if (!found) throw notFound();
  await ownDesk(tx, found.desk);
  const basis = ways.bases().find(({ code }) => code === found.basis);
  const inForce = basis !== undefined && isInForce(basis, ways.today());
  const decision = decide(found.state, wanted, { inForce });
  if (decision.do) return found;
  if (decision.why === 'already') return null;
  throw new Refused(decision.why, 409, steps[decision.why]);
}

async function ownDesk(tx: Tx, desk: string): Promise<void> {
  const mine = await readMyDesks(tx);
  if (!mine.some(({ id }) => id === desk))
    throw new Refused('not-yours', 404, 'This is not a desk of yours.');
}

async function readOne(tx: Tx, id: string, disclosure: string): Promise<Disclosure> {
  const [found] = await store.selectDisclosures(tx, id, disclosure);
  if (!found) throw notFound();
  return found;
}

async function marked(
  tx: Tx,
  what: string,
  report: string,
  disclosure: string,
  detail: Record<string, string>,
): Promise<void> {
  await mark(tx, `disclosure.${what}`, report, { disclosure, ...detail });
}
