// Her contract bound to its services: she proves herself by the token of her words, and every transaction after that is hers alone.
import type { FastifyRequest } from 'fastify';
import { mark } from '#platform/audit/index.ts';
import { hashSecret } from '#platform/auth/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { type Asking, runAsHer } from './as-her.ts';
import type { HerReport, NewReportBody, reportsContract } from './contract.ts';
import { pieceOf } from './desk.ts';
import type { PieceStore } from './files.ts';
import { addFile, keepPiece, removeFiles } from './her-files.ts';
import * as hers from './hers.ts';
import { selectFile } from './store/files.ts';
import { selectCityKeys, selectNewest, selectRecipients } from './store/keys.ts';
import { selectHers } from './store/look.ts';

export type ReportPorts = {
  db: Database;
  policy(): hers.ReportsPolicy;
  pieces: PieceStore;
  /** First day of this month in the city, `2026-11-01`. */
  month(): string;
  sealFigures: hers.SealFigures;
  /** As in `sos`: marks what looks like a flood, and refuses nobody. */
  suspectFlood(request: FastifyRequest): () => boolean;
  /** Whether a partner's link with this code is the city's. */
  isPartner(code: string): boolean;
};

/** Handlers of `reportsContract`. */
export function reportRoutes(ports: ReportPorts): Handlers<typeof reportsContract> {
  const { db, pieces } = ports;

  const asHer = <T>(request: Asking, work: (tx: Tx, id: string) => Promise<T>) =>
    runAsHer(db, request, work);

  /** Takes a step and answers the report as it is after it. */
  const step = (request: Asking, work: (tx: Tx, id: string) => Promise<void>) =>
    asHer(request, async (tx, id) => {
      await work(tx, id);
      return look(tx, id);
    });

  async function look(tx: Tx, id: string): Promise<HerReport> {
    const report = await selectHers(tx, id, ports.policy().quotaBytes);
    if (!report) throw hers.unknownReceipt();
    return report;
  }

  /** Keeps a report and answers it as she sees it. */
  function keep(
    body: NewReportBody,
    how: Pick<hers.NewReport, 'suspectedFlood' | 'source' | 'partner'>,
  ): Promise<HerReport> {
    return db.transaction(hers.reporter(body.id), async (tx) => {
      const parts = body.parts.map((part) => ({ ...part, pieces: null }));
      const report = { ...body, ...how, receiptHash: hashSecret(body.receipt), parts };
      await hers.keepReport(tx, report, ports.policy(), ports.month(), ports.sealFigures);
      return look(tx, body.id);
    });
  }

  return {
    'GET /api/reports/recipients': (_tx, _actor, { query }) =>
      db.transaction(system, async (tx) => {
        const [city, { entry, keys }, rows] = await Promise.all([
          selectCityKeys(tx),
          selectNewest(tx),
          selectRecipients(tx, query.district ?? null),
        ]);
        return {
          cityKey: city?.signingKey ?? null,
          newest: entry === undefined ? null : { entry, keys },
          fileQuota: ports.policy().quotaBytes,
          items: rows.map((row) => ({
            id: row.id,
            kind: row.kind,
            district: row.district,
            key: {
              id: row.key_id,
              entry: {
                position: Number(row.position),
                before: row.before,
                text: row.text,
                signature: row.signature,
              },
            },
          })),
        };
      }),
    'POST /api/reports'(_tx, _actor, { body }, request) {
      const isFlood = ports.suspectFlood(request);
      const partner = body.from !== null && ports.isPartner(body.from) ? body.from : null;
      return keep(body, {
        suspectedFlood: isFlood(),
        source: partner === null ? 'online' : 'partner',
        partner,
      });
    },
    'GET /api/reports/mine': (_tx, _actor, _input, request) => asHer(request, look),
    'POST /api/reports/mine/send': (_tx, _actor, { body }, request) =>
      step(request, (tx, id) =>
        hers.sendDraft(tx, id, body, ports.policy(), ports.month(), ports.sealFigures),
      ),
    'POST /api/reports/mine/parts': (_tx, _actor, { body }, request) =>
      step(request, (tx, id) =>
        hers.addPart(tx, id, { ...body.part, pieces: null }, body.replaces, ports.policy()),
      ),
    async 'POST /api/reports/mine/files'(_tx, _actor, { body }, request) {
      const free = await pieces.free();
      return asHer(request, (tx, id) => addFile(tx, id, body, ports.policy(), free));
    },
    'PUT /api/reports/mine/files/:part/pieces/:index'(_tx, _actor, { params }, request) {
      const bytes = bytesOf(request);
      return asHer(request, async (tx, id) => ({
        received: await keepPiece(tx, id, { ...params, bytes }, pieces),
      }));
    },
    'GET /api/reports/mine/files/:part/pieces/:index': (_tx, _actor, { params }, request, reply) =>
      asHer(request, async (tx, id) => {
        const file = await selectFile(tx, id, params.part);
        if (!file) throw new Refused('unknown-file', 404, 'There is no such file in this report.');
        reply.type('application/octet-stream');
        return pieceOf(file, params.part, params.index, pieces);
      }),
    'POST /api/reports/mine/files/remove': (_tx, _actor, { body }, request) =>
      step(request, (tx, id) => removeFiles(tx, id, body.parts, pieces)),
    'POST /api/reports/mine/work': (_tx, _actor, { body }, request) =>
      step(request, (tx, id) => hers.acceptWork(tx, id, body.nonce)),
    async 'POST /api/desk/reports/taken'(_tx, actor, { body }) {
      const { source, ...report } = body;
      if (report.clear === null || report.parts.every(({ grants }) => grants.length === 0))
        throw new Refused('nobody-chosen', 400, 'Choose at least one desk that reads it.');
      // Who wrote it down stands in the audit log before the report does; what was said is nowhere but in the seal.
      await db.transaction(actor, (tx) => mark(tx, 'report.taken-down', report.id, { source }));
      const { id, state } = await keep(report, { suspectedFlood: false, source, partner: null });
      return { id, state };
    },
    'POST /api/reports/mine/consents': (_tx, _actor, { body }, request) =>
      step(request, (tx, id) => hers.changeConsents(tx, id, body, ports.policy())),
    'POST /api/reports/mine/withdraw': (_tx, _actor, _input, request) =>
      step(request, (tx, id) => hers.withdraw(tx, id, pieces)),
  };
}

function bytesOf(request: FastifyRequest): Buffer {
  if (Buffer.isBuffer(request.body)) return request.body;
  throw new Refused('invalid-input', 400, 'Send the piece as application/octet-stream.');
}
