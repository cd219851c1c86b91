// Calls that belong together with this one.
import { Icon } from '#platform/ui/Icon.tsx';
import type { IncidentDetail } from '../../contract.ts';
import { choose } from './selection.ts';
import { t } from './words.ts';

export function Linked({ whole }: { whole: IncidentDetail }) {
  if (whole.linked.length === 0) return null;
  return (
    <section class="linked">
      <header class="part-head">
        <h3>{t('linked.title')}</h3>
      </header>
      <ul>
        {whole.linked.map((one) => (
          <li key={one.id}>
            <button type="button" class="linked-call" onClick={() => choose(one.id)}>
              <Icon name="link" size={16} />
              <span>{one.place}</span>
              <span class="unit-side">{t(`state.${one.state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
