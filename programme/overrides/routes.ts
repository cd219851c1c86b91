// The contract of overrides bound to its services.
import type { Handlers } from '#platform/http/index.ts';
import { runAsHer } from '#programme/reports/index.ts';
import type { overridesContract } from './contract.ts';
import { hoursChoices } from './names.ts';
import * as service from './service.ts';
import { selectHers } from './store/handed.ts';
import { selectOverrides } from './store/overrides.ts';

/** Handlers of `overridesContract`. */
export function overrideRoutes(ways: service.OverrideWays): Handlers<typeof overridesContract> {
  return {
    'GET /api/overrides': async (tx) => ({
      items: await selectOverrides(tx),
      hours: hoursChoices.filter((hours) => hours <= ways.policy().longestHours),
    }),
    'POST /api/overrides/prepare': (_tx, actor, { body }) => service.prepare(ways, actor, body),
    'POST /api/overrides': (_tx, actor, { body }) => service.ask(ways, actor, body),
    'POST /api/overrides/:id/review': (_tx, actor, { params, body }) =>
      service.review(ways, actor, params.id, body),
    'GET /api/overrides/:id/keys': async (tx, _actor, { params }) => ({
      items: await service.readKeys(tx, params.id),
    }),
    'POST /api/overrides/:id/carry-out': (_tx, actor, { params, body }) =>
      service.carryOut(ways, actor, params.id, body),
    'POST /api/overrides/:id/open': (tx, _actor, { params }) => service.open(tx, params.id),
    'POST /api/overrides/:id/end': (_tx, actor, { params }) => service.end(ways, actor, params.id),
    'GET /api/overrides/mine': (_tx, _actor, _input, request) =>
      runAsHer(ways.db, request, async (tx, id) => ({ items: await selectHers(tx, id) })),
  };
}
