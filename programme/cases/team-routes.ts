// Teams and their rosters, bound to their store: read by every desk, kept by the managers of the district.
import { mark } from '#platform/audit/index.ts';
import { type Actor, type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { casesContract } from './contract.ts';
import type { Profession } from './names.ts';
import type { Team } from './shapes.ts';
import * as store from './store/teams.ts';

type TeamRoutes = Pick<
  Handlers<typeof casesContract>,
  Extract<keyof typeof casesContract, `${string} /api/teams${string}`>
>;

const longestShift = 36 * 3_600_000;
const longestRoster = 62 * 86_400_000;

/** Teams are kept by the managers of their district. Refuses with `other-district`. */
function keeps(actor: Actor, district: string): void {
  if (actor.districts !== 'all' && !actor.districts.includes(district))
    throw new Refused('other-district', 403, 'This belongs to another district office.');
}

function fits({ startsAt, endsAt }: { startsAt: string; endsAt: string }): void {
  const length = Date.parse(endsAt) - Date.parse(startsAt);
  if (length <= 0 || length > longestShift)
    throw new Refused('invalid-input', 400, 'A shift ends after it begins, within 36 hours.');
}

function daysAsked({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  if (from === undefined || to === undefined) return null;
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0 || length > longestRoster)
    throw new Refused('invalid-input', 400, 'Ask for 62 days at most, the first before the last.');
  return { from, to };
}

const elsewhere = () =>
  new Refused('on-duty-elsewhere', 409, 'They are on duty in that time already.');

/** Which professions a sign-in may have in a team. */
const professionsOf = (role: string): Profession[] =>
  role === 'police' ? ['police'] : ['counsellor', 'medical', 'legal'];

/** Handlers of everything under `/api/teams`. */
export function teamRoutes(db: Database): TeamRoutes {
  /** How many open cases each has is counted as the system: nobody sees which. */
  async function withWork(teams: readonly store.TeamWithoutWork[]): Promise<Team[]> {
    const staff = new Set(teams.flatMap(({ members }) => members.map((one) => one.staff)));
    const inHand = await db.transaction(system, (tx) => store.selectInHand(tx, [...staff]));
    return teams.map((team) => ({
      ...team,
      members: team.members.map((one) => ({ ...one, inHand: inHand.get(one.staff) ?? 0 })),
    }));
  }

  /** One step of who keeps the district; answers its team as it is then. Refuses with `other-district` and `unknown-district`. */
  async function keep(
    actor: Actor,
    district: string,
    step: (tx: Tx) => Promise<void>,
  ): Promise<Team> {
    keeps(actor, district);
    const teams = await db.transaction(actor, async (tx) => {
      await step(tx);
      return store.selectTeams(tx, district);
    });
    const [team] = await withWork(teams);
    if (!team) throw new Refused('unknown-district', 404, 'This city has no such district.');
    return team;
  }

  async function inTeam(tx: Tx, district: string, staff: string): Promise<void> {
    if ((await store.selectMemberName(tx, district, staff)) === undefined)
      throw new Refused('not-in-team', 409, 'They are not in the team of this district, or away.');
  }

  return {
    async 'GET /api/teams'(_tx, actor, { query }) {
      const days = daysAsked(query);
      const teams = await db.transaction(actor, (tx) =>
        store.selectTeams(tx, query.district ?? null, days),
      );
      return { items: await withWork(teams) };
    },
    async 'GET /api/teams/:district/candidates'(_tx, actor, { params }) {
      keeps(actor, params.district);
      const found = await db.transaction(system, (tx) =>
        store.selectCandidates(tx, params.district),
      );
      return {
        items: found.map(({ staff, name, role }) => ({
          staff,
          name,
          professions: professionsOf(role),
        })),
      };
    },
    async 'POST /api/teams/:district/members'(_tx, actor, { params: { district }, body }) {
      keeps(actor, district);
      keeps(actor, district);
      const { profession, staff } = body;
      const person =
        profession === null
          ? undefined
          : await db.transaction(system, (tx) => store.selectStaff(tx, staff));
      if (profession !== null && !(person && professionsOf(person.role).includes(profession)))
        throw new Refused('wrong-role', 409, 'Their sign-in is not one of this profession.');
      return keep(actor, district, async (tx) => {
        if (profession === null || !person) await store.deleteMember(tx, district, staff);
        else {
          const { capacity, active } = body;
          const { name } = person;
          await store.upsertMember(tx, district, { staff, name, profession, capacity, active });
          if (active === false) await store.leaveRoster(tx, district, staff);
        }
        await mark(tx, 'team.member', staff, { district, profession });
      });
    },
    async 'POST /api/teams/:district/shifts'(_tx, actor, { params: { district }, body }) {
      return keep(actor, district, async (tx) => {
        fits(body);
        await inTeam(tx, district, body.staff);
        const made = await store.insertShift(tx, district, body);
        if (made === undefined) throw elsewhere();
        await mark(tx, 'team.shift', made, { district, staff: body.staff });
      });
    },
    async 'PUT /api/teams/:district/shifts/:shift'(_tx, actor, { params, body }) {
      const { district, shift } = params;
      return keep(actor, district, async (tx) => {
        fits(body);
        await inTeam(tx, district, body.staff);
        await stillOn(tx, district, shift);
        if (!(await store.updateShift(tx, district, shift, body))) throw elsewhere();
        await mark(tx, 'team.shift', shift, { district, staff: body.staff });
      });
    },
    async 'DELETE /api/teams/:district/shifts/:shift'(_tx, actor, { params }) {
      const { district, shift } = params;
      return keep(actor, district, async (tx) => {
        await stillOn(tx, district, shift);
        await store.deleteShift(tx, district, shift);
        await mark(tx, 'team.shift', shift, { district, staff: null });
      });
    },
  };
}

/** A shift that is over stays as it was. Refuses with `not-found` and `shift-over`. */
async function stillOn(tx: Tx, district: string, shift: string): Promise<void> {
  const over = await store.isOver(tx, district, shift);
  if (over === undefined) throw new Refused('not-found', 404, 'There is no such shift.');
  if (over) throw new Refused('shift-over', 409, 'This shift is over and stays as it was.');
}
