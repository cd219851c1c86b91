// Whoever holds the seven words acts as she: the token opens her report, and every transaction after that is hers alone.
import { hashSecret } from '#platform/auth/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { reporter, unknownReceipt } from './hers.ts';
import { findByReceipt } from './store/hers.ts';

/** What is read of a request: `Authorization: Receipt TOKEN`. */
export type Asking = { headers: { authorization?: string | undefined } };

/** Runs work as whoever holds the receipt. Refuses with `unknown-receipt`. */
export async function runAsHer<T>(
  db: Database,
  request: Asking,
  work: (tx: Tx, id: string) => Promise<T>,
): Promise<T> {
  const token = receiptOf(request);
  const id = token && (await db.transaction(system, (tx) => findByReceipt(tx, hashSecret(token))));
  if (!id) throw unknownReceipt();
  return db.transaction(reporter(id), (tx) => work(tx, id));
}

function receiptOf(request: Asking): string | null {
  const [said, token = ''] = (request.headers.authorization ?? '').split(' ', 2);
  return said === 'Receipt' && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
}
