// The team of one district: who is in it, who is on duty from now on, the roster of a month, and every change as one call.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { now } from '#platform/ui/clock.ts';
import { timeZone } from '#platform/ui/format.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { casesContract, Team } from '../../../contract.ts';
import { type Duty, daysOf } from '../../../rules/duty.ts';
import { isWord, t } from './words.ts';

const call = createClient<typeof casesContract>();
export type Member = Team['members'][number];
export type Candidate = z.infer<
  (typeof casesContract)['GET /api/teams/:district/candidates']['reply']
>['items'][number];
type MemberWrite = z.input<(typeof casesContract)['POST /api/teams/:district/members']['body']>;
type ShiftWrite = z.input<(typeof casesContract)['POST /api/teams/:district/shifts']['body']>;

export const district = signal('');
export const month = signal('');
/** The team with its shifts from yesterday to a month ahead. */
export const team = signal<Team | null>(null);
/** Shifts of the month that is looked at; `null` while they are on their way. */
export const monthShifts = signal<readonly Duty[] | null>(null);
export const problem = signal<Problem | null>(null);
export const busy = signal(false);

const dutiesOf = ({ shifts }: Team): Duty[] =>
  shifts.map(({ id, staff, startsAt, endsAt }) => ({
    id,
    staff,
    from: Date.parse(startsAt),
    until: Date.parse(endsAt),
  }));

/** The time to the minute: what is drawn by it is not drawn anew each second. */
export const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);

/** From yesterday to a month ahead. */
export const duties = computed<readonly Duty[]>(() =>
  team.value === null ? [] : dutiesOf(team.value),
);
/** When the roster ends; `null` when none is planned from now on. */
export const plannedUntil = computed(() => {
  const last = Math.max(
    0,
    ...[...duties.value, ...(monthShifts.value ?? [])].map(({ until }) => until),
  );
  return last > minute.value ? last : null;
});

export function nameOf(staff: string): string {
  return team.value?.members.find((one) => one.staff === staff)?.name ?? '';
}

let asked = 0;

/** Fetches the team and its month as of now; an answer that a later one has overtaken is left. */
export async function fetchTeam(): Promise<void> {
  const where = district.value;
  const days = daysOf(month.value, timeZone.value);
  const [first] = days;
  const last = days.at(-1);
  if (where === '' || first === undefined || last === undefined) return;
  asked += 1;
  const mine = asked;
  const query = {
    district: where,
    from: new Date(first.from).toISOString(),
    to: new Date(last.until).toISOString(),
  };
  const [soon, whole] = await Promise.all([
    call('GET /api/teams', { query: { district: where } }),
    call('GET /api/teams', { query }),
  ]);
  if (mine !== asked) return;
  problem.value = soon.ok ? (whole.ok ? null : whole.problem) : soon.problem;
  if (!soon.ok || !whole.ok) return;
  team.value = soon.value.items[0] ?? null;
  monthShifts.value = whole.value.items.flatMap(dutiesOf);
}

/** Looks at another district or month: nothing of the one before stays on the screen. */
export function lookAt(where: string, when: string): void {
  if (where !== district.value) team.value = null;
  if (where !== district.value || when !== month.value) monthShifts.value = null;
  district.value = where;
  month.value = when;
  void fetchTeam();
}

export function sayTeamProblem(refused: Problem): string {
  const key = `problem.${refused.code}`;
  return isWord(key) ? t(key) : sayProblem(refused);
}

/** Takes an answer; says what was refused and answers whether it was kept. */
async function kept(asking: Promise<Answer<Team>>, done: string): Promise<boolean> {
  busy.value = true;
  const answer = await asking;
  busy.value = false;
  if (answer.ok) tell(done);
  else tell(sayTeamProblem(answer.problem), 'refused');
  await fetchTeam();
  return answer.ok;
}

const here = () => ({ district: district.value });

/** Who might be taken in. */
export async function fetchCandidates(): Promise<Candidate[] | null> {
  const answer = await call('GET /api/teams/:district/candidates', { params: here() });
  if (answer.ok) return answer.value.items;
  tell(sayTeamProblem(answer.problem), 'refused');
  return null;
}

export const keepMember = (body: MemberWrite) =>
  kept(call('POST /api/teams/:district/members', { params: here(), body }), t('done.member'));

/** Adds a shift, or changes the one that is known. */
export const keepShift = (body: ShiftWrite, known: string | null) =>
  kept(
    known === null
      ? call('POST /api/teams/:district/shifts', { params: here(), body })
      : call('PUT /api/teams/:district/shifts/:shift', {
          params: { ...here(), shift: known },
          body,
        }),
    t('done.shift'),
  );

export const removeShift = (shift: string) =>
  kept(
    call('DELETE /api/teams/:district/shifts/:shift', { params: { ...here(), shift } }),
    t('done.shift.removed'),
  );
