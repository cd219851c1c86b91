// What is done about packages, one function a verb: begun with a reason that she sees, the log of custody read for it, recorded when it is whole.
import { mark, readTrail, type TrailRow } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { readMyDesks } from '#programme/reports/index.ts';
import type { Package } from './shapes.ts';
import * as store from './store/packages.ts';

const notYours = () =>
  new Refused('not-yours', 404, 'Your desk does not take part in this case, or does not any more.');

/** What of the log is about custody: everything of the report and of what left; of the case who had it, not who wrote what. */
const ofCustody = [
  'report.%',
  'evidence.%',
  'override.%',
  'disclosure.%',
  'referral.%',
  'case.taken',
  'case.opened',
  'case.handed-on',
  'case.closed',
  'case.reopened',
];

async function onePackage(tx: Tx, report: string, id: string): Promise<Package> {
  const [found] = await store.selectPackages(tx, report, id);
  if (!found) throw notYours();
  return found;
}

/** Packages of a case that a desk of the actor takes part in. Refuses with `not-yours`. */
export async function list(tx: Tx, report: string): Promise<Package[]> {
  if (!(await store.takesPart(tx, report))) throw notYours();
  return store.selectPackages(tx, report);
}

/** Begins a package. Refuses with `not-yours`, `not-on-it` for who does not work on the case, and `taken`. */
export async function begin(
  tx: Tx,
  report: string,
  made: Parameters<typeof store.insertPackage>[2],
): Promise<Package> {
  const mine = await readMyDesks(tx);
  if (!mine.some(({ id }) => id === made.desk)) throw notYours();
  if (!(await store.worksOn(tx, report)))
    throw new Refused(
      'not-on-it',
      409,
      'Only who works on a case, and has declared that they can, makes a package of it.',
    );
  if (await store.insertPackage(tx, report, made))
    await mark(tx, 'evidence.begun', report, {
      package: made.id,
      desk: made.desk,
      recipient: made.recipient,
      reason: made.reason,
    });
  else if (!(await store.isPacking(tx, report, made.id)))
    throw new Refused('taken', 409, 'Begin again: this id is taken.');
  return onePackage(tx, report, made.id);
}

/** Refuses with `not-begun` unless the actor is packing this package. */
export async function requirePacking(tx: Tx, report: string, id: string): Promise<void> {
  if (!(await store.isPacking(tx, report, id)))
    throw new Refused('not-begun', 409, 'Begin the package first; she sees that it was begun.');
}

/** The log of custody of a case. The log itself is hidden from desks: this is read as the system, after `requirePacking`. */
export function readCustody(asSystem: Tx, report: string): Promise<TrailRow[]> {
  return readTrail(asSystem, report, ofCustody);
}

/** Records that a package is whole; the same said again is one. Refuses with `not-begun`. */
export async function leave(
  tx: Tx,
  report: string,
  id: string,
  manifest: string,
  files: number,
): Promise<Package> {
  if (await store.markLeft(tx, report, id, manifest, files))
    await mark(tx, 'evidence.left', report, { package: id, manifest, files });
  const found = await onePackage(tx, report, id);
  if (found.manifest !== manifest)
    throw new Refused('not-begun', 409, 'This package is not yours to finish, or is finished.');
  return found;
}
