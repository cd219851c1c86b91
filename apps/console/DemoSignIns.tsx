// The people of the demo city, each one press away.
import { Icon } from '#platform/ui/Icon.tsx';
import type { Role } from '#programme/city/roles.ts';
import { t } from './words.ts';

export type DemoPerson = {
  login: string;
  password: string;
  name: string;
  role: Role;
  district: string | null;
};

type DemoSignInsProps = {
  people: readonly DemoPerson[];
  busy: boolean;
  districtName: (code: string) => string;
  onChoose: (person: DemoPerson) => void;
};

export function DemoSignIns({ people, busy, districtName, onChoose }: DemoSignInsProps) {
  return (
    <section class="demo">
      <h2>{t('signIn.demo')}</h2>
      <p class="demo-note">{t('signIn.demoNote')}</p>
      <ul>
        {people.map((person) => (
          <li key={person.login}>
            <button
              type="button"
              class="demo-person"
              disabled={busy}
              onClick={() => onChoose(person)}
            >
              <span class="demo-initial" aria-hidden="true">
                {[...person.name][0]}
              </span>
              <span class="demo-words">
                <strong>{person.name}</strong>
                <span>
                  {t(`role.${person.role}`)} ·{' '}
                  {person.district === null
                    ? t('signIn.whole')
                    : districtName(person.district) || person.district}
                </span>
                <code>
                  {person.login} / {person.password}
                </code>
              </span>
              <Icon name="right" size={18} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
