// The other way to carry an override out: two custodians re-wrap one part or entry for the desk that asked, under an approved override and no other.
import { mark } from '#platform/audit/index.ts';
import { StartError, type Tx } from '#platform/db/index.ts';
import { openDeskByShares, tellDesks } from '#programme/reports/index.ts';
import { newestKeyIn } from '#programme/reports/sealing/book.ts';
import { rewrap } from './sealing/hand-over.ts';
import { selectConcerned } from './store/asked.ts';
import { insertHanded, selectCandidates } from './store/handed.ts';
import { lockOverride } from './store/overrides.ts';

/** What may be handed over when there are several: their ids and when they were written. */
export type Choice = { item: string; at: string };

/**
 * Carries an approved override out with the shares of two custodians, as the system. Answers the choices, and does nothing, where the
 * report has several of what was asked for and `item` names none. Throws `StartError` with what is missing.
 */
export async function carryOutByCustodians(
  tx: Tx,
  request: { override: string; shares: readonly string[]; item: string | null },
): Promise<{ done: true; item: string } | { done: false; choices: Choice[] }> {
  const asked = await lockOverride(tx, request.override);
  if (!asked) throw new StartError('There is no such override.');
  if (asked.state !== 'approved' || !asked.in_time)
    throw new StartError(
      `This override is ${asked.state}. Custodians carry out only what somebody else approved, while its time lasts.`,
    );
  const parties = await tx.sql<{ desk_id: string }>`
    select desk_id from cases.parties where report_id = ${asked.report_id} and until > now()`;
  const held = await selectCandidates(
    tx,
    asked,
    parties.map((one) => one.desk_id),
  );
  const wanted = request.item === null ? held : held.filter(({ id }) => id === request.item);
  if (wanted.length > 1)
    return { done: false, choices: wanted.map(({ id, at }) => ({ item: id, at })) };
  const [one] = wanted;
  const from = one?.wraps[0];
  if (!one || !from)
    throw new StartError(
      'No desk that takes part holds a key to it any more. What she took back from everybody was destroyed; nothing opens it.',
    );
  const { keys, book } = await openDeskByShares(tx, from.desk, request.shares);
  const to = newestKeyIn(book, asked.desk_id);
  const handed = await rewrap({ id: asked.id, report: asked.report_id }, one, keys, to);
  for (const key of keys) key.privateKey.fill(0);
  await insertHanded(tx, asked, handed);
  await mark(tx, 'override.carried-out', asked.report_id, {
    override: asked.id,
    item: one.id,
    desk: handed.desk,
    way: 'custodians',
  });
  await tellDesks(tx, asked.report_id, await selectConcerned(tx, asked.id));
  return { done: true, item: one.id };
}
