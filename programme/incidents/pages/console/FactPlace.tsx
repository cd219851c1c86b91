// Where exactly: the address as one would say it to a driver, and how to find it on foot.
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident } from '../../contract.ts';
import { fullAddress } from './city.ts';
import { t } from './words.ts';

export function FactPlace({ row }: { row: Incident }) {
  return (
    <div class="fact">
      <Icon name="place" size={20} />
      <div>
        <h3 class="only-heard">{t('detail.where')}</h3>
        <p class="fact-main">{fullAddress(row.place)}</p>
        <p class="fact-side">
          {row.place.lat === null ? t('map.noPlace') : (row.place.hint ?? t('detail.noHint'))}
        </p>
      </div>
    </div>
  );
}
