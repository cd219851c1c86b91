// `ansim verify`: says whether the audit log is whole, and where it is not.
import { type Database, StartError } from '#platform/db/index.ts';
import { auditRoot } from './chain.ts';
import { type AuditProof, type BrokenLink, verifyAudit } from './verify.ts';

const reasons: Record<BrokenLink['why'], string> = {
  changed: 'the row, or its seal, was changed after it was sealed',
  deleted: 'the row was deleted after it was sealed',
  inserted: 'the row was written into the past',
  'link-missing': 'a link of the chain is gone',
  'root-differs': 'the chain was rewritten: it does not lead to the root that was published',
};

/**
 * Prints the proof (`--json` for machines) and the root to publish; answers false when a link is broken.
 * `--root POSITION:HASH` checks a root published earlier as well.
 */
export async function verifyCommand(context: {
  db: Database;
  flags: Record<string, unknown>;
  print(text: string): void;
}): Promise<boolean> {
  const { db, flags, print } = context;
  const root = flags.root === undefined ? undefined : readRoot(String(flags.root));
  const proof = await verifyAudit(db, root);
  const head = await auditRoot(db);
  if (flags.json) print(JSON.stringify({ ...proof, root: head }));
  else print(tell(proof, head && `${head.position}:${head.hash}`));
  return proof.broken === null;
}

function readRoot(text: string): { position: number; hash: string } {
  const [, position, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!position || !hash)
    throw new StartError(
      '--root must be POSITION:HASH, as an earlier "ansim verify" printed it after "Root".',
    );
  return { position: Number(position), hash };
}

function tell({ rows, sealed, unsealedTail, broken }: AuditProof, root: string | null): string {
  const counts = `${rows} rows, ${sealed} sealed, ${unsealedTail} not sealed yet (a running server seals every 5 s).`;
  if (broken === null)
    return `The audit log is whole: ${counts}${root ? `\nRoot ${root}  (publish it, or keep it outside this machine)` : ''}`;
  const place =
    broken.position === null ? 'outside the chain' : `at place ${broken.position} of the chain`;
  return `The audit log is BROKEN ${place}, row ${broken.auditId}: ${reasons[broken.why]}.\n${counts}\nKeep a copy of the database as it is, and compare with the last backup.`;
}
