// The contract of the register of advisers bound to its services.
import { type Database, system } from '#platform/db/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import type { advisersContract } from './contract.ts';
import * as service from './service.ts';
import { findAccount, selectAdvisers } from './store/register.ts';

/** Handlers of `advisersContract`. */
export function adviserRoutes({ db }: { db: Database }): Handlers<typeof advisersContract> {
  return {
    async 'GET /api/advisers'(tx, _actor, { query }) {
      return { items: (await selectAdvisers(tx, query)).map(service.toAdviser) };
    },
    async 'POST /api/advisers'(_tx, actor, { body: { login, ...write } }) {
      const account = await db.transaction(system, (tx) => findAccount(tx, login));
      return db.transaction(actor, async (tx) =>
        service.showAdviser(tx, await service.addAdviser(tx, account, write)),
      );
    },
    async 'PATCH /api/advisers/:id'(tx, _actor, { params, body: { updatedAt, ...changes } }) {
      await service.changeAdviser(tx, params.id, toChanges(changes), updatedAt);
      return service.showAdviser(tx, params.id);
    },
    async 'POST /api/advisers/:id/conflicts'(tx, _actor, { params, body }) {
      await service.changeConflicts(tx, params.id, body);
      return service.showAdviser(tx, params.id);
    },
    async 'GET /api/advisers/mine'(tx, actor) {
      return service.showAdviser(tx, actor.id);
    },
    async 'PATCH /api/advisers/mine'(tx, actor, { body: { updatedAt, ...changes } }) {
      await service.changeAdviser(tx, actor.id, toChanges(changes), updatedAt);
      return service.showAdviser(tx, actor.id);
    },
    async 'POST /api/advisers/mine/conflicts'(tx, actor, { body }) {
      await service.changeConflicts(tx, actor.id, { add: body.add, remove: [] });
      return service.showAdviser(tx, actor.id);
    },
  };
}

type Said = { awayFrom?: string | null | undefined; awayUntil?: string | null | undefined };

function toChanges<T extends Said>({ awayFrom, awayUntil, ...more }: T) {
  const at = (moment: string | null | undefined) =>
    typeof moment === 'string' ? new Date(moment) : moment;
  return { ...more, awayFrom: at(awayFrom), awayUntil: at(awayUntil) };
}
