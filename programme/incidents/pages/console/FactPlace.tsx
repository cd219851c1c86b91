// Where exactly: the address as one would say it to a driver, and how to find it on foot; of a caller who moves, how sure and how old.
import { count, hourMinuteSecond } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { fullAddress } from './city.ts';
import { callers } from './follow.ts';
import { t } from './words.ts';

/** Her own position in words, or null for a place that stands still. */
function positionWords(row: Incident, whole: IncidentDetail | null): string | null {
  if (whole === null || whole.sharing === null || row.closedAt !== null) return null;
  const live = callers.value.get(row.id);
  const at = live?.at ?? whole.positionAt;
  if (at === null || row.place.lat === null) return t('detail.position.none');
  const time = hourMinuteSecond(at);
  if (!whole.sharing) return t('detail.position.stopped', { time });
  const metres = Math.max(1, Math.round(live?.accuracy ?? whole.accuracy ?? 0));
  return t('detail.position', { metres: count(metres), time });
}

export function FactPlace({ row, whole }: { row: Incident; whole: IncidentDetail | null }) {
  const address = fullAddress(row.place);
  const said = [row.place.hint, positionWords(row, whole)].filter((part) => part !== null);
  const side = said.join(' · ') || (row.place.lat === null ? t('map.noPlace') : t('detail.noHint'));
  return (
    <div class="fact">
      <Icon name="place" size={20} />
      <div>
        <h3 class="only-heard">{t('detail.where')}</h3>
        <p class="fact-main">{address || side}</p>
        {address !== '' && <p class="fact-side">{side}</p>}
      </div>
    </div>
  );
}
