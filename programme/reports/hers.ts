// What a teller does with her report, one function a verb: she acts as herself, and the walls show her nothing else.
import { createHash } from 'node:crypto';
import { mark } from '#platform/audit/index.ts';
import type { Actor, Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { Figures } from './contract.ts';
import type { FigureLine } from './figures.ts';
import type { PieceStore } from './files.ts';
import type { Source } from './names.ts';
import { decideHers, type HerStep, isWork, workText } from './rules.ts';
import {
  type Clear,
  clearFlood,
  deleteAnswers,
  deletePart,
  destroyReport,
  type Grant,
  type HerRow,
  insertFigures,
  insertGrants,
  insertParts,
  insertReport,
  lockReport,
  markSent,
  type NewPart,
  revokeGrants,
  touchReport,
} from './store/hers.ts';
import { tellDesks } from './store/news.ts';

export type ReportsPolicy = {
  acknowledgeWithinMinutes: number;
  quotaBytes: number;
  reserveBytes: number;
};

/** The actor of a transaction that is hers. */
export function reporter(id: string): Actor {
  return { id, name: null, role: 'reporter', districts: [] };
}

/** What a wrong receipt hears, and nothing else. */
export const unknownReceipt = () =>
  new Refused('unknown-receipt', 404, 'These words open no report here. Look at each word again.');

const keyReplaced = () =>
  new Refused(
    'key-replaced',
    409,
    'A desk has a new key. Fetch the recipients again and wrap for it.',
  );

const unknownPart = () =>
  new Refused('unknown-part', 404, 'There is no such part of hers in this report.');

const taken = () =>
  new Refused('taken', 409, 'Make the part again: its id is taken. Nothing was kept.');

/** Keeps sealed figures; how they are sealed is the process's business. */
export type SealFigures = (line: FigureLine) => Buffer;

export type NewReport = {
  id: string;
  receiptHash: Buffer;
  herKey: string;
  clear: Clear | null;
  parts: (NewPart & { grants: Omit<Grant, 'part'>[] })[];
  figures: Figures | null;
  suspectedFlood: boolean;
  source: Source;
  partner: string | null;
};

/** Keeps a report and sends it where it says to whom; the same one told again changes nothing. Refuses with `taken` and `key-replaced`. */
export async function keepReport(
  tx: Tx,
  report: NewReport,
  policy: ReportsPolicy,
  month: string,
  seal: SealFigures,
): Promise<void> {
  if (!(await insertReport(tx, report))) {
    const known = await lockReport(tx, report.id);
    if (known?.receipt_hash.equals(report.receiptHash)) return;
    throw new Refused('taken', 409, 'Make the report again: its id or its words are taken.');
  }
  const grants = report.parts.flatMap((part) =>
    part.grants.map((grant) => ({ ...grant, part: part.id })),
  );
  const sent = report.clear !== null && grants.length > 0;
  // Sent one behind the other without waiting: sixteen at once shall not wait for each other's answers.
  await Promise.all([
    keepParts(tx, report.id, report.parts),
    ...(sent && report.clear
      ? [send(tx, report.id, report.clear, grants, policy, report.figures, month, seal)]
      : []),
    mark(tx, 'report.kept', report.id, { sent }),
  ]);
}

const unknownDistrict = () =>
  new Refused('unknown-district', 400, 'This city has no such district. Choose one of its list.');

/** Keeps parts; refuses with `taken` when an id is somebody else's. */
export async function keepParts(tx: Tx, id: string, parts: readonly NewPart[]): Promise<void> {
  if (!(await insertParts(tx, id, parts))) throw taken();
}

async function send(
  tx: Tx,
  id: string,
  clear: Clear,
  grants: readonly Grant[],
  policy: ReportsPolicy,
  figures: Figures | null,
  month: string,
  seal: SealFigures,
): Promise<void> {
  await Promise.all([
    markSent(tx, id, clear).then((known) => {
      if (!known) throw unknownDistrict();
    }),
    give(tx, id, grants, policy),
    ...(figures
      ? [
          insertFigures(
            tx,
            seal({
              ...figures,
              district: clear.district!,
              month,
              teller: clear.teller,
              minor: clear.minor,
            }),
          ),
        ]
      : []),
  ]);
}

/** Gives parts to desks. Refuses with `key-replaced` and `unknown-part`. */
export async function give(
  tx: Tx,
  id: string,
  grants: readonly Grant[],
  policy: ReportsPolicy,
): Promise<void> {
  const given = await insertGrants(tx, id, grants, policy.acknowledgeWithinMinutes);
  if (given === 'key-replaced') throw keyReplaced();
  if (given === 'unknown-part') throw unknownPart();
}

/** Her report, locked, when this step may be taken; `null` when it was taken before. Refuses with `unknown-receipt` and `withdrawn`. */
export async function lock(tx: Tx, id: string, step: HerStep): Promise<HerRow | null> {
  const report = await lockReport(tx, id);
  if (!report) throw unknownReceipt();
  const decision = decideHers(report.state, step);
  if (decision === 'over')
    throw new Refused('withdrawn', 409, 'This report was withdrawn, and its keys were destroyed.');
  return decision === 'do' ? report : null;
}

/** Sends a draft. */
export async function sendDraft(
  tx: Tx,
  id: string,
  draft: { clear: Clear; grants: readonly Grant[]; figures: Figures | null },
  policy: ReportsPolicy,
  month: string,
  seal: SealFigures,
): Promise<void> {
  if (!(await lock(tx, id, 'send'))) return;
  if (draft.grants.length === 0)
    throw new Refused('nobody-chosen', 400, 'Choose at least one desk, or keep it as a draft.');
  await send(tx, id, draft.clear, draft.grants, policy, draft.figures, month, seal);
  await deleteAnswers(tx, id);
  await mark(tx, 'report.sent', id);
}

/** Adds a part, for the desks that she gives it to. In a draft it may take the place of an older one. */
export async function addPart(
  tx: Tx,
  id: string,
  part: NewPart & { grants: Omit<Grant, 'part'>[] },
  replaces: string | null,
  policy: ReportsPolicy,
): Promise<void> {
  const report = await lock(tx, id, 'add');
  if (report?.state === 'draft') {
    if (part.grants.length > 0) throw notSent();
    if (replaces) await deletePart(tx, id, replaces);
  } else if (replaces)
    throw new Refused('already-sent', 409, 'What was sent stays. Add to it instead.');
  await keepParts(tx, id, [part]);
  await give(
    tx,
    id,
    part.grants.map((grant) => ({ ...grant, part: part.id })),
    policy,
  );
  await touchReport(tx, id);
}

/** A draft is given to nobody. */
export const notSent = () =>
  new Refused('not-sent', 409, 'This is a draft: nobody has it yet. Send it first.');

/** Gives and takes back; at once. */
export async function changeConsents(
  tx: Tx,
  id: string,
  change: { grant: readonly Grant[]; revoke: readonly { desk: string; part: string | null }[] },
  policy: ReportsPolicy,
): Promise<void> {
  const report = await lock(tx, id, 'consent');
  if (report?.state === 'draft') throw notSent();
  if (change.revoke.length > 0) {
    await tellDesks(tx, id, await revokeGrants(tx, id, change.revoke));
  }
  await give(tx, id, change.grant, policy);
  await touchReport(tx, id);
  await mark(tx, 'report.consents-changed', id, {
    given: change.grant.length,
    taken: change.revoke.length,
  });
}

/** Destroys everything sealed; the receipt still opens, and says that it was withdrawn. */
export async function withdraw(tx: Tx, id: string, pieces: PieceStore): Promise<void> {
  if (!(await lock(tx, id, 'withdraw'))) return;
  const { files, desks } = await destroyReport(tx, id);
  await tellDesks(tx, id, desks);
  await mark(tx, 'report.withdrawn', id);
  tx.afterCommit(() => void pieces.remove(files).catch(() => {}));
}

/** Takes the mark of a flood away for a small proof of work. Refuses with `no-work`. */
export async function acceptWork(tx: Tx, id: string, nonce: number): Promise<void> {
  await lock(tx, id, 'add');
  if (!isWork(sha256(workText(id, nonce))))
    throw new Refused('no-work', 400, 'This is not the proof of work that was asked for.');
  await clearFlood(tx, id);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
