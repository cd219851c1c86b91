// What a desk does with a report, one function a verb; opening leaves its mark in the same transaction.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { toBase64url } from '#platform/sealing/index.ts';
import type { DeskReport } from './contract.ts';
import type { Message } from './desk-contract.ts';
import type { PieceStore } from './files.ts';
import {
  acknowledgeMine,
  hasOpened,
  insertMessage,
  insertOpening,
  isDeskKey,
  selectDeskReports,
  selectMyDesks,
  selectSealed,
} from './store/desk.ts';
import { selectFile } from './store/files.ts';
import { tellDesks } from './store/news.ts';

const notYours = () =>
  new Refused('not-yours', 404, 'Your desk was not given this, or it was taken back.');

/** A report that the actor's desks may read. Refuses with `not-yours`. */
export async function readReport(tx: Tx, id: string): Promise<DeskReport> {
  const [report] = await selectDeskReports(tx, id);
  if (!report) throw notYours();
  return report;
}

/** The sealed part and its wraps; she sees that it was opened, by whom and when. */
export async function openPart(
  tx: Tx,
  report: string,
  part: string,
): Promise<{
  id: string;
  sealed: string;
  wraps: { desk: string; recipient: string; wrap: string }[];
}> {
  const found = await selectSealed(tx, report, part);
  const desk = found?.wraps[0]?.desk;
  if (!found || !desk) throw notYours();
  await insertOpening(tx, { report, part, kind: found.kind, desk });
  await mark(tx, 'report.opened', report, { part, kind: found.kind, desk });
  return { id: part, sealed: toBase64url(found.sealed), wraps: found.wraps };
}

/** A piece of a file that the actor has opened. Refuses with `not-yours`, `open-first` and `piece-missing`. */
export async function readPiece(
  tx: Tx,
  report: string,
  part: string,
  index: number,
  pieces: PieceStore,
): Promise<Buffer> {
  const file = await selectFile(tx, report, part);
  if (!file) throw notYours();
  if (!(await hasOpened(tx, part)))
    throw new Refused('open-first', 409, 'Open the file first: that leaves the mark she can see.');
  return pieceOf(file, part, index, pieces);
}

/** A piece that is here. Refuses with `piece-missing`. */
export async function pieceOf(
  file: { received: number },
  part: string,
  index: number,
  pieces: PieceStore,
): Promise<Buffer> {
  const bytes = index < file.received ? await pieces.read(part, index) : null;
  if (!bytes) throw new Refused('piece-missing', 404, 'This piece is not here.');
  return bytes;
}

/** Takes a report on: the clocks of the actor's desks stop. */
export async function acknowledge(tx: Tx, id: string): Promise<DeskReport> {
  const desks = await acknowledgeMine(tx, id);
  const report = await readReport(tx, id);
  for (const desk of desks) await mark(tx, 'report.acknowledged', id, { desk });
  await tellDesks(tx, id, desks);
  return report;
}

/** Writes to her, as one of the actor's desks. Refuses with `not-yours` and `key-replaced`. */
export async function writeToHer(tx: Tx, report: string, message: Message): Promise<DeskReport> {
  await readReport(tx, report);
  const mine = await selectMyDesks(tx);
  if (!mine.some((desk) => desk.id === message.desk)) throw notYours();
  if (!(await isDeskKey(tx, message.recipient, message.desk)))
    throw new Refused('key-replaced', 409, 'The desk has a new key. Fetch the keys again.');
  await insertMessage(tx, { ...message, report });
  await mark(tx, 'report.answered', report, { part: message.id, desk: message.desk });
  await tellDesks(tx, report, [message.desk]);
  return readReport(tx, report);
}
