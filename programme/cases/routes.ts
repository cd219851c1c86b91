// The contract of cases bound to its services.
import { mark } from '#platform/audit/index.ts';
import type { Database } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { runAsHer, tellDesks } from '#programme/reports/index.ts';
import type { casesContract } from './contract.ts';
import { keepLines } from './lines.ts';
import * as service from './service.ts';
import { selectCases } from './store/cases.ts';
import { markSatisfied, recuse, selectHerCase } from './store/hers.ts';
import { teamRoutes } from './team-routes.ts';

/** Handlers of `casesContract`. */
export function caseRoutes(
  ports: service.CaseWays & { db: Database },
): Handlers<typeof casesContract> {
  const { db } = ports;

  return {
    'GET /api/cases': async (tx) => ({ items: await selectCases(tx) }),
    'POST /api/cases': (tx, _actor, { body }) => service.takeOn(tx, body.report, body.desk, ports),
    'POST /api/cases/:id/open': (tx, _actor, { params }) => service.openCase(tx, params.id),
    'POST /api/cases/:id/declare': (tx, _actor, { params, body }) =>
      service.declare(tx, params.id, body.conflict),
    'POST /api/cases/:id/members': (tx, _actor, { params, body }) =>
      service.ask(tx, params.id, body.staff),
    'POST /api/cases/:id/lead': (tx, _actor, { params, body }) =>
      service.giveLead(tx, params.id, body.staff),
    'POST /api/cases/:id/entries': (tx, _actor, { params, body }) =>
      service.write(tx, params.id, body, ports),
    'POST /api/cases/:id/entries/:entry/step': (tx, _actor, { params, body }) =>
      service.stepEntry(tx, params.id, params.entry, body, ports),
    'POST /api/cases/:id/entries/:entry/wraps': (tx, _actor, { params, body }) =>
      service.handOn(tx, params.id, params.entry, body.desk, body.wraps),
    'POST /api/cases/:id/classify': (tx, _actor, { params, body }) =>
      service.classifyCase(tx, params.id, body, ports),
    'POST /api/cases/:id/close': (tx, _actor, { params, body }) =>
      service.close(tx, params.id, body.closing, ports),
    'POST /api/cases/:id/reopen': (tx, _actor, { params }) => service.reopen(tx, params.id),

    ...teamRoutes(db),

    'GET /api/cases/mine': (_tx, _actor, _input, request) =>
      runAsHer(db, request, async (tx, id) => ({ case: await selectHerCase(tx, id) })),
    'POST /api/cases/mine/not-them': (_tx, _actor, { body }, request) =>
      runAsHer(db, request, async (tx, id) => {
        if (!(await recuse(tx, id, body.staff)))
          throw new Refused('not-on-it', 409, 'This person is not on your case.');
        await mark(tx, 'case.not-them', id, { staff: body.staff });
        const found = await selectHerCase(tx, id);
        if (found) await tellDesks(tx, id, [found.desk.id]);
        return { case: found };
      }),
    'POST /api/cases/mine/satisfaction': (_tx, _actor, { body }, request) =>
      runAsHer(db, request, async (tx, id) => {
        const marked = await markSatisfied(tx, id);
        if (!marked) throw new Refused('answered', 409, 'It was answered, or is not closed.');
        const answers = (['helped', 'respected'] as const).flatMap((kind) => {
          const value = body[kind];
          return value === null
            ? []
            : [ports.seal({ ...marked, month: ports.month(), kind, value: String(value) })];
        });
        await keepLines(tx, answers);
        return { case: await selectHerCase(tx, id) };
      }),
  };
}
