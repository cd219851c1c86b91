// Packages of evidence in this process.
import type { Database } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { evidenceContract, evidenceRoutes } from '#programme/evidence/index.ts';

/** Binds everything about packages of evidence. */
export function bindEvidence(http: HttpServer, { db }: { db: Database }): void {
  http.bind(evidenceContract, evidenceRoutes({ db, certificates: () => null }));
}
