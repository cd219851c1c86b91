// What a team, an adviser and she do with a referral, one function a verb: each as themselves, behind the walls; what follows is `looking.ts`.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { tellDesks } from '#programme/reports/index.ts';
import { type AdviserWord, type Consent, type Field, fieldsOf, type Specialty } from './names.ts';
import type { Advice, HerWord, NewPaper, Referral } from './referral-contract.ts';
import { type By, decideReferral, type ReferralStep } from './rules/referral.ts';
import * as offers from './store/advice.ts';
import * as store from './store/referrals.ts';

const gone = () =>
  new Refused('no-referral', 404, 'There is no such referral here, or not any more.');
const notOnIt = () =>
  new Refused('not-on-it', 409, 'Who works on a case has declared first that they can.');

const refusals = {
  'referral-over': () => new Refused('referral-over', 409, 'This referral has ended.'),
  'not-yours': gone,
  'wrong-referral-state': () =>
    new Refused('wrong-referral-state', 409, 'This cannot be done now. Look again.'),
};

function decided(state: store.LockedReferral['state'], step: ReferralStep, by: By) {
  const decision = decideReferral(state, step, by);
  if (!decision.ok) throw refusals[decision.code]();
  return decision;
}

/** One referral as the desk sees it. Refuses with `no-referral`. */
export async function showReferral(tx: Tx, id: string): Promise<Referral> {
  const [found] = await store.selectReferrals(tx, { id });
  if (!found) throw gone();
  return found;
}

/** Asks the group. Refuses with `not-yours`, `case-closed`, `not-on-it`, `other-specialty`, `referral-open`. */
export async function ask(
  tx: Tx,
  wanted: {
    case: string;
    desk: string;
    specialty: Specialty;
    fields: readonly Field[];
    consent: Consent | null;
  },
  myDesks: readonly string[],
): Promise<string> {
  const facts = await store.selectCaseFacts(tx, wanted.case);
  if (!facts || !myDesks.includes(wanted.desk))
    throw new Refused('not-yours', 404, 'Your desk does not take part in this case.');
  if (facts.state === 'closed')
    throw new Refused('case-closed', 409, 'This case is closed. Reopen it to go on.');
  if (!facts.mine) throw notOnIt();
  const known: readonly string[] = fieldsOf[wanted.specialty];
  if (!wanted.fields.every((field) => known.includes(field)))
    throw new Refused('other-specialty', 400, 'A field belongs to the other specialty.');
  const { district, language } = facts;
  const id = await store.insertReferral(tx, { ...wanted, district, language });
  if (id === undefined)
    throw new Refused('referral-open', 409, 'Your desk is asking this already. End that first.');
  await mark(tx, 'referral.asked', id, { specialty: wanted.specialty, consent: wanted.consent });
  await tellDesks(tx, wanted.case, [wanted.desk]);
  return id;
}

/** Who has a referral and which desk asked, before a paper of the team is kept. Refuses with `not-on-it` and the codes of steps. */
export async function beforeBrief(tx: Tx, id: string): Promise<{ desk: string; adviser: string }> {
  const found = await store.lockReferral(tx, id);
  if (!found) throw gone();
  decided(found.state, 'brief', 'team');
  if (!found.mine) throw notOnIt();
  if (found.holder_id === null) throw refusals['wrong-referral-state']();
  return { desk: found.desk_id, adviser: found.holder_id };
}

/** Keeps a brief to the adviser. */
export async function brief(tx: Tx, id: string, paper: NewPaper): Promise<void> {
  const { adviser } = await beforeBrief(tx, id);
  await store.insertPaper(tx, id, 'brief', paper, adviser);
  await mark(tx, 'referral.paper', id, { paper: paper.id });
}

/** The team ends it. */
export async function endByTeam(
  tx: Tx,
  id: string,
  reason: 'done' | 'not-needed',
): Promise<Referral> {
  const found = await store.lockReferral(tx, id);
  if (!found) throw gone();
  decided(found.state, 'end', 'team');
  if (!found.mine) throw notOnIt();
  await store.endReferral(tx, id, reason);
  await mark(tx, 'referral.end', id, { reason });
  await tellDesks(tx, found.case_id, [found.desk_id]);
  return showReferral(tx, id);
}

/** What an adviser says to an offer, or of what they took. Refuses with `no-referral` and `wrong-referral-state`. */
export async function sayWord(tx: Tx, id: string, word: AdviserWord): Promise<void> {
  const offer = await offers.lockOffer(tx, id);
  if (!offer || offer.lapsed) throw gone();
  const fits = offer.taken ? word === 'give-back' || word === 'conflict' : word !== 'give-back';
  if (!fits) throw refusals['wrong-referral-state']();
  await offers.sayToOffer(tx, id, word);
  await mark(tx, 'referral.word', id, { word });
}

/** Which desk asked, before an adviser's paper is kept. Refuses with `no-referral`, and `wrong-referral-state` before a brief. */
export async function beforeAnswer(tx: Tx, id: string): Promise<{ desk: string }> {
  const offer = await offers.lockOffer(tx, id);
  if (!offer?.taken) throw gone();
  if (!(await offers.hasBrief(tx, id))) throw refusals['wrong-referral-state']();
  return { desk: offer.desk_id };
}

/** Keeps the adviser's answer. */
export async function answer(tx: Tx, id: string, paper: NewPaper): Promise<Advice> {
  await beforeAnswer(tx, id);
  await store.insertPaper(tx, id, 'answer', paper, tx.actor.id);
  await mark(tx, 'referral.paper', id, { paper: paper.id });
  return offers.selectAdvice(tx);
}

/** What she says. Refuses with `no-referral` and the codes of steps. */
export async function sayHers(tx: Tx, id: string, word: HerWord): Promise<void> {
  const found = await store.lockReferral(tx, id);
  if (!found) throw gone();
  if (word === 'yes') {
    decided(found.state, 'consent', 'her');
    await store.consentTo(tx, id);
  } else if (word === 'not-them') {
    decided(found.state, 'not-them', 'her');
    if (found.holder_id === null) throw refusals['wrong-referral-state']();
    await store.refuseAdviser(tx, found.case_id, found.holder_id);
  } else {
    decided(found.state, 'end', 'her');
    await store.endReferral(tx, id, found.state === 'asked' ? 'she-refused' : 'she-ended');
  }
  await mark(tx, 'referral.her-word', id, { word });
  await tellDesks(tx, found.case_id, [found.desk_id]);
}
