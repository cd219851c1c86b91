// The contract of cases bound to its services.
import { mark } from '#platform/audit/index.ts';
import { type Actor, type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { runAsHer, tellDesks } from '#programme/reports/index.ts';
import type { casesContract } from './contract.ts';
import { keepLines } from './lines.ts';
import * as service from './service.ts';
import { selectCases } from './store/cases.ts';
import { markSatisfied, recuse, selectHerCase } from './store/hers.ts';
import * as teams from './store/teams.ts';

/** Handlers of `casesContract`. */
export function caseRoutes(
  ports: service.CaseWays & { db: Database },
): Handlers<typeof casesContract> {
  const { db } = ports;

  async function team(tx: Tx, district: string) {
    const [found] = await teams.selectTeams(tx, district);
    if (!found) throw new Refused('unknown-district', 404, 'This city has no such district.');
    return found;
  }

  /** Teams are kept by the managers of their district. Refuses with `other-district`. */
  function keeps(actor: Actor, district: string): void {
    if (actor.districts !== 'all' && !actor.districts.includes(district))
      throw new Refused('other-district', 403, 'This belongs to another district office.');
  }

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
    'POST /api/cases/:id/close': (tx, _actor, { params, body }) =>
      service.close(tx, params.id, body.closing, ports),
    'POST /api/cases/:id/reopen': (tx, _actor, { params }) => service.reopen(tx, params.id),

    'GET /api/teams': async (tx, _actor, { query }) => ({
      items: await teams.selectTeams(tx, query.district ?? null),
    }),
    async 'POST /api/teams/:district/members'(tx, actor, { params, body }) {
      keeps(actor, params.district);
      const { profession, staff } = body;
      if (profession === null) await teams.deleteMember(tx, params.district, staff);
      else {
        const person = await db.transaction(system, (asSystem) =>
          teams.selectStaff(asSystem, staff),
        );
        const wanted = profession === 'police' ? 'police' : 'crisis-team';
        if (person?.role !== wanted)
          throw new Refused('wrong-role', 409, 'Their sign-in is not one of this profession.');
        await teams.upsertMember(tx, params.district, { staff, name: person.name, profession });
      }
      await mark(tx, 'team.member', staff, { district: params.district, profession });
      return team(tx, params.district);
    },
    async 'POST /api/teams/:district/shifts'(tx, actor, { params, body }) {
      keeps(actor, params.district);
      const length = Date.parse(body.endsAt) - Date.parse(body.startsAt);
      if (length <= 0 || length > 36 * 3_600_000)
        throw new Refused('invalid-input', 400, 'A shift ends after it begins, within 36 hours.');
      if ((await teams.selectMemberName(tx, params.district, body.staff)) === undefined)
        throw new Refused('not-in-team', 409, 'They are not in the team of this district.');
      if (!(await teams.insertShift(tx, params.district, body)))
        throw new Refused('on-duty-elsewhere', 409, 'They are on duty in that time already.');
      return team(tx, params.district);
    },
    async 'DELETE /api/teams/:district/shifts/:shift'(tx, actor, { params }) {
      keeps(actor, params.district);
      if (!(await teams.deleteShift(tx, params.district, params.shift)))
        throw new Refused('not-found', 404, 'There is no such shift.');
      return team(tx, params.district);
    },

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
