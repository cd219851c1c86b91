// The contract of referrals bound to its services: whoever acts says it as themselves, and the city carries out what follows before it answers.
import { type Database, system } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { readMyDesks, runAsHer } from '#programme/reports/index.ts';
import { goOn, type LookingWays } from './looking.ts';
import type { NewPaper, referralsContract } from './referral-contract.ts';
import * as service from './referrals.ts';
import { selectAdvice } from './store/advice.ts';
import { areUsable, refreshHolderKey } from './store/matching.ts';
import { selectHerReferrals, selectReferrals } from './store/referrals.ts';

/** Handlers of `referralsContract`. */
export function referralRoutes(
  ports: LookingWays & { db: Database },
): Handlers<typeof referralsContract> {
  const { db } = ports;
  const follow = (id: string) => db.transaction(system, (tx) => goOn(tx, id, ports));

  /** Refuses with `key-replaced`: what was sealed to another key could not be read. */
  async function requireKeys(desk: string, adviser: string, id: string, paper: NewPaper) {
    const fit = await db.transaction(system, async (tx) => {
      const usable = await areUsable(
        tx,
        { id: desk, key: paper.forDesk.recipient },
        { id: adviser, key: paper.forAdviser.recipient },
      );
      if (!usable) await refreshHolderKey(tx, id);
      return usable;
    });
    if (!fit)
      throw new Refused('key-replaced', 409, 'A key was replaced. Fetch the keys and seal again.');
  }

  return {
    'GET /api/referrals': async (tx, _actor, { query }) => ({
      items: await selectReferrals(tx, { case: query.case }),
    }),
    async 'POST /api/referrals'(_tx, actor, { body }) {
      const id = await db.transaction(actor, async (tx) =>
        service.ask(
          tx,
          body,
          (await readMyDesks(tx)).map((desk) => desk.id),
        ),
      );
      await follow(id);
      return db.transaction(actor, (tx) => service.showReferral(tx, id));
    },
    async 'POST /api/referrals/:id/papers'(_tx, actor, { params: { id }, body }) {
      const { desk, adviser } = await db.transaction(actor, (tx) => service.beforeBrief(tx, id));
      await requireKeys(desk, adviser, id, body);
      await db.transaction(actor, (tx) => service.brief(tx, id, body));
      await follow(id);
      return db.transaction(actor, (tx) => service.showReferral(tx, id));
    },
    'POST /api/referrals/:id/end': (tx, _actor, { params, body }) =>
      service.endByTeam(tx, params.id, body.reason),

    'GET /api/advice': (tx) => selectAdvice(tx),
    async 'POST /api/advice/:id/word'(_tx, actor, { params: { id }, body }) {
      await db.transaction(actor, (tx) => service.sayWord(tx, id, body.word));
      await follow(id);
      return db.transaction(actor, selectAdvice);
    },
    async 'POST /api/advice/:id/papers'(_tx, actor, { params: { id }, body }) {
      const { desk } = await db.transaction(actor, (tx) => service.beforeAnswer(tx, id));
      await requireKeys(desk, actor.id, id, body);
      const after = await db.transaction(actor, (tx) => service.answer(tx, id, body));
      await follow(id);
      return after;
    },

    'GET /api/referrals/mine': (_tx, _actor, _input, request) =>
      runAsHer(db, request, async (tx, id) => ({ items: await selectHerReferrals(tx, id) })),
    async 'POST /api/referrals/mine/:id/word'(_tx, _actor, { params, body }, request) {
      await runAsHer(db, request, (tx) => service.sayHers(tx, params.id, body.word));
      if (body.word === 'yes' || body.word === 'not-them') await follow(params.id);
      return runAsHer(db, request, async (tx, id) => ({ items: await selectHerReferrals(tx, id) }));
    },
  };
}
