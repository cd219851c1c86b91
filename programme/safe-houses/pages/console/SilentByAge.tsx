// Silent devices by how long they have been silent, as lines of one measure: what a manager asks each morning.
import { now } from '#platform/ui/clock.ts';
import { count } from '#platform/ui/format.ts';
import { ageGroups, countByAge } from './device-words.ts';
import { board } from './health-state.ts';
import { t } from './words.ts';
import './summary.css';

export function SilentByAge() {
  const health = board.value;
  if (health === null) return null;
  const counts = countByAge(health.items, now.value);
  const most = Math.max(1, ...ageGroups.map((group) => counts[group]));
  return (
    <dl class="ages">
      {ageGroups.map((group) => (
        <div key={group} class={counts[group] === 0 ? 'age age-none' : 'age'}>
          <dt>{t(`age.${group}`)}</dt>
          <dd>
            <span
              class="age-bar"
              style={{ width: `${(counts[group] / most) * 100}%` }}
              aria-hidden="true"
            />
            <strong>{count(counts[group])}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}
