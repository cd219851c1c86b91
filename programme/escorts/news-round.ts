// While no pair is found: a new promise of news when one has passed, and an honest end when nobody can come.
import { type Database, system } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { givesUpAt, newsBy, speaksAhead } from './rules/news.ts';
import { takeStep, tellBy } from './steps.ts';
import { saveWalk, selectUnpaired } from './store/walks.ts';

/** Plays one round; answers how many were promised anew or told the end. */
export async function newsRound(ports: { db: Database; config(): CityConfig }): Promise<number> {
  const config = ports.config();
  return ports.db.transaction(system, async (tx) => {
    const now = Date.now();
    const walks = await selectUnpaired(tx, new Date(now + speaksAhead));
    let told = 0;
    for (const { asked, ...walk } of walks) {
      const wantedAt = walk.wanted_at.getTime();
      const called = walk.incident_id !== null && walk.help_ended_at === null;
      const pinned = walk.pinned_shift !== null;
      if (givesUpAt({ wantedAt }, config.walks) <= now && !asked && !pinned && !called) {
        await takeStep(tx, config, walk, 'cancel', {
          by: 'service',
          actor: 'service',
          reason: 'no-pair-free',
          also: { cancelled_by: 'service' },
        });
        told += 1;
        continue;
      }
      const facts = {
        state: walk.state,
        bookedAt: walk.booked_at.getTime(),
        wantedAt,
        lostPairAt: walk.lost_pair_at?.getTime() ?? null,
        newsBy: walk.news_by?.getTime() ?? null,
      };
      const next = newsBy(facts, now, config.walks);
      if (next === null || next === facts.newsBy) continue;
      const at = new Date(now);
      await saveWalk(
        tx,
        { ...walk, news_by: new Date(next), tell_by: walk.tell_by ?? tellBy(config, at) },
        { kind: 'still-looking', by: 'service' },
      );
      told += 1;
    }
    return told;
  });
}
