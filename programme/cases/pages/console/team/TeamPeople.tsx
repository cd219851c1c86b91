// Who makes up the team: what each is in it, how much they carry, whether they are there, and when they are on duty next.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { AskMember } from './AskMember.tsx';
import { duties, type Member, minute, team } from './team-state.ts';
import { t } from './words.ts';

export function TeamPeople({ keeps }: { keeps: boolean }) {
  const [ask, setAsk] = useState<Member | 'somebody' | null>(null);
  const members = team.value?.members ?? [];
  return (
    <section class="team-people">
      <header class="team-part">
        <h3>{t('people')}</h3>
        {keeps && (
          <Button size="small" icon="plus" onPress={() => setAsk('somebody')}>
            {t('people.add')}
          </Button>
        )}
      </header>
      {members.length === 0 && <p class="team-note">{t('people.none')}</p>}
      <ul>
        {members.map((member) => (
          <li key={member.staff} class={member.active ? '' : 'team-away'}>
            <h4>
              {member.name} <small>{t(`profession.${member.profession}`)}</small>
            </h4>
            <p>
              {t('people.work', { n: member.inHand, most: member.capacity })}
              {member.inHand >= member.capacity && <strong> · {t('people.full')}</strong>}
            </p>
            <p>{sayDuty(member)}</p>
            {keeps && (
              <Button
                size="small"
                kind="plain"
                label={t('people.change.of', { name: member.name })}
                onPress={() => setAsk(member)}
              >
                {t('people.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ask !== null && (
        <AskMember known={ask === 'somebody' ? null : ask} onClose={() => setAsk(null)} />
      )}
    </section>
  );
}

function sayDuty({ staff, active }: Member): string {
  if (!active) return t('people.away');
  const own = duties.value
    .filter((shift) => shift.staff === staff && shift.until > minute.value)
    .sort((a, b) => a.from - b.from)[0];
  if (own === undefined) return t('people.noDuty');
  return own.from <= minute.value
    ? t('people.onDuty', { time: dayAndTime(own.until) })
    : t('people.nextDuty', { time: dayAndTime(own.from) });
}
