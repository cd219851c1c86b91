// The crisis team of a district: who answers now, who makes it up, and the roster of a month.
import { useEffect } from 'preact/hooks';
import { timeZone } from '#platform/ui/format.ts';
import { language } from '#platform/ui/language.ts';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { addMonths, dayAt } from '../../../rules/duty.ts';
import { DutyNow } from './DutyNow.tsx';
import { RosterMonth } from './RosterMonth.tsx';
import { TeamPeople } from './TeamPeople.tsx';
import {
  district,
  fetchTeam,
  lookAt,
  minute,
  month,
  problem,
  sayTeamProblem,
  team,
} from './team-state.ts';
import { t } from './words.ts';
import './team.css';

export type TeamRoomProps = {
  /** Districts whose teams may be looked at here. */
  districts: readonly { code: string; name: string }[];
  /** Whether whoever looks keeps the team and its roster. */
  keeps: boolean;
};

const everyMilliseconds = 20_000;

export function TeamRoom({ districts, keeps }: TeamRoomProps) {
  const [first] = districts;
  const thisMonth = dayAt(minute.value, timeZone.value).slice(0, 7);
  useEffect(() => {
    const known = districts.find(({ code }) => code === district.value) ?? first;
    if (known !== undefined) lookAt(known.code, month.value || thisMonth);
    const timer = setInterval(() => void fetchTeam(), everyMilliseconds);
    return () => clearInterval(timer);
  }, [first?.code]);
  const refused = problem.value;
  const found = team.value;
  if (found === null) {
    if (refused === null) return <Loading lines={8} />;
    if (refused.status === 0) return <Offline onRetry={() => void fetchTeam()} />;
    if (refused.status >= 500) return <Failed id={refused.id} onRetry={() => void fetchTeam()} />;
    return <Refused why={sayTeamProblem(refused)} />;
  }
  const here = districts.find(({ code }) => code === found.district)?.name ?? found.district;
  return (
    <div class="team-box">
      <div class="team">
        <header class="team-head">
          <h2>{t('title', { district: here })}</h2>
          <div>
            {districts.length > 1 && (
              <select
                class="input"
                aria-label={t('district')}
                value={district.value}
                onChange={({ currentTarget }) => lookAt(currentTarget.value, month.value)}
              >
                {districts.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
            <select
              class="input"
              aria-label={t('month')}
              value={month.value}
              onChange={({ currentTarget }) => lookAt(district.value, currentTarget.value)}
            >
              {[-1, 0, 1, 2].map((ahead) => {
                const one = addMonths(thisMonth, ahead);
                return (
                  <option key={one} value={one}>
                    {sayMonth(one)}
                  </option>
                );
              })}
            </select>
          </div>
        </header>
        <DutyNow />
        <TeamPeople keeps={keeps} />
        <RosterMonth keeps={keeps} />
      </div>
    </div>
  );
}

function sayMonth(of: string): string {
  return new Intl.DateTimeFormat(language.value, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${of}-01T00:00:00Z`));
}
