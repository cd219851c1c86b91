// The contract of packages bound to their services.
import { type Database, system } from '#platform/db/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import { runAsHer } from '#programme/reports/index.ts';
import type { evidenceContract } from './contract.ts';
import * as service from './service.ts';
import { selectPackages } from './store/packages.ts';
import { selectStamps } from './store/stamps.ts';

/** What the process hands in. */
export type EvidenceWays = {
  db: Database;
  /** Certificates (PEM) of the authority that this city has, for whoever checks its stamps. */
  certificates(): string | null;
};

/** Handlers of `evidenceContract`. */
export function evidenceRoutes({
  db,
  certificates,
}: EvidenceWays): Handlers<typeof evidenceContract> {
  return {
    'GET /api/cases/:id/packages': async (tx, _actor, { params }) => ({
      items: await service.list(tx, params.id),
    }),
    'POST /api/cases/:id/packages': (tx, _actor, { params, body }) =>
      service.begin(tx, params.id, body),
    async 'GET /api/cases/:id/packages/:package/custody'(_tx, actor, { params }) {
      // One after the other: two transactions at once would take two connections.
      const stamps = await db.transaction(actor, async (tx) => {
        await service.requirePacking(tx, params.id, params.package);
        return selectStamps(tx, params.id);
      });
      const rows = await db.transaction(system, (tx) => service.readCustody(tx, params.id));
      const pem = certificates();
      return {
        rows,
        sealed: rows.every(({ hash }) => hash !== null),
        stamps,
        authority: pem === null ? null : { certificates: pem },
      };
    },
    'POST /api/cases/:id/packages/:package/leave': (tx, _actor, { params, body }) =>
      service.leave(tx, params.id, params.package, body.manifest, body.files),
    'GET /api/evidence/mine': (_tx, _actor, _input, request) =>
      runAsHer(db, request, async (tx, id) => ({ items: await selectPackages(tx, id) })),
  };
}
