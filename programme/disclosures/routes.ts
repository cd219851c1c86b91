// The contract of disclosures bound to its services.
import type { Database } from '#platform/db/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import { runAsHer } from '#programme/reports/index.ts';
import type { disclosuresContract } from './contract.ts';
import * as service from './service.ts';
import { selectHers, selectReceived } from './store/received.ts';

/** Handlers of `disclosuresContract`. */
export function disclosureRoutes(
  ports: service.DisclosureWays & { db: Database },
): Handlers<typeof disclosuresContract> {
  return {
    'GET /api/cases/:id/disclosures': (tx, _actor, { params }) =>
      service.readWhole(tx, params.id, ports),
    'POST /api/cases/:id/disclosures': (tx, _actor, { params, body }) =>
      service.begin(tx, params.id, body, ports),
    'POST /api/cases/:id/disclosures/:disclosure/tell': (tx, _actor, { params, body }) =>
      service.tell(tx, params.id, params.disclosure, body.message, ports),
    'POST /api/cases/:id/disclosures/:disclosure/disclose': (tx, _actor, { params, body }) =>
      service.disclose(tx, params.id, params.disclosure, body, ports),
    'POST /api/cases/:id/disclosures/:disclosure/drop': (tx, _actor, { params, body }) =>
      service.drop(tx, params.id, params.disclosure, body.reason, ports),
    'GET /api/desk/disclosures': async (tx) => ({ items: await selectReceived(tx) }),
    'POST /api/desk/disclosures/:disclosure/open': (tx, _actor, { params }) =>
      service.openReceived(tx, params.disclosure),
    'GET /api/disclosures/mine': (_tx, _actor, _input, request) =>
      runAsHer(ports.db, request, async (tx, id) => ({ items: await selectHers(tx, id) })),
  };
}
