// The contract of the units on duty bound to its table.
import type { Handlers } from '#platform/http/index.ts';
import type { dutyContract } from './contract.ts';
import { keepPositions } from './store.ts';

/** Handlers of `dutyContract`. */
export function dutyRoutes(): Handlers<typeof dutyContract> {
  return {
    'POST /api/duty/positions': (tx, _actor, { body }) => keepPositions(tx, body.items),
  };
}
