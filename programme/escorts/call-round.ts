// Brings calls back to their walks: when the desk closes one, the walk goes on by its rule and a way without scouts ends.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { readEnds } from '#programme/incidents/index.ts';
import { type CallFacts, decideAfterHelp } from './rules/after-help.ts';
import { tellBy } from './steps.ts';
import { endAlertsOf } from './store/alerts.ts';
import { lockWalk, saveWalk, selectCalled, type WalkRow } from './store/walks.ts';

type Ports = { db: Database; config(): CityConfig };

/** Plays one round; answers how many walks and ways heard of an end. */
export async function callRound({ db, config }: Ports): Promise<number> {
  return db.transaction(system, async (tx) => {
    const walks = await selectCalled(tx);
    const ways = await tx.sql<{ id: string; incident_id: string }>`
      select id, incident_id from escorts.companions where incident_id is not null`;
    const ids = [...walks, ...ways].map(({ incident_id }) => incident_id);
    if (ids.length === 0) return 0;
    const calls = new Map((await readEnds(tx, ids)).map((call) => [call.id, call]));
    let heard = 0;
    for (const { id, incident_id } of walks) {
      const call = calls.get(incident_id);
      if (call && (await hearEnd(tx, config(), id, incident_id, call))) heard += 1;
    }
    for (const way of ways) {
      const call = calls.get(way.incident_id);
      if (!call || (call.open && call.mergedInto === null)) continue;
      heard += 1;
      if (call.mergedInto !== null)
        await tx.sql`update escorts.companions set incident_id = ${call.mergedInto} where id = ${way.id}`;
      // Whoever closed it has reached her: nobody is to be asked, and alarmed for, a second time.
      else await tx.sql`delete from escorts.companions where id = ${way.id}`;
    }
    return heard;
  });
}

async function hearEnd(
  tx: Tx,
  config: CityConfig,
  id: string,
  incident: string,
  call: CallFacts,
): Promise<boolean> {
  const walk = await lockWalk(tx, id);
  // Called again meanwhile: it is another call now.
  if (walk?.incident_id !== incident) return false;
  const after = decideAfterHelp(
    {
      endKnown: walk.help_ended_at !== null,
      closed: walk.closed_at !== null,
      warned: walk.warned,
    },
    call,
  );
  const now = new Date();
  switch (after.kind) {
    case 'same':
      return false;
    case 'follow':
      await keep(tx, { ...walk, incident_id: after.incident, help_ended_at: null }, 'help-merged');
      return true;
    case 'called-again':
      await keep(tx, { ...walk, help_ended_at: null }, 'help-reopened');
      return true;
    case 'known-over':
      await keep(tx, { ...walk, help_ended_at: now }, 'help-ended');
      return true;
    case 'goes-on': {
      if (after.afresh) await endAlertsOf(tx, walk.id, 'impostor');
      await keep(
        tx,
        {
          ...walk,
          ...(after.afresh ? confirmedAfresh(walk) : {}),
          help_ended_at: now,
          // The pair says again how it goes from now on, not from before the call.
          checked_in_at: walk.state === 'walking' ? now : walk.checked_in_at,
          tell_by: tellBy(config, now),
        },
        'help-ended',
      );
      return true;
    }
  }
}

const keep = (tx: Tx, walk: WalkRow, kind: string) => saveWalk(tx, walk, { kind, by: 'service' });

/** New codes for a meeting that was doubted; of one that had begun, only the warning goes. */
function confirmedAfresh(walk: WalkRow): Partial<WalkRow> {
  if (walk.state === 'walking' || walk.state === 'dropped-off') return { warned: false };
  return {
    warned: false,
    wrong_codes: 0,
    match_number: walk.match_number + 1,
    she_confirmed_at: null,
    pair_confirmed_at: null,
    her_code_step: null,
    their_code_step: null,
  };
}
