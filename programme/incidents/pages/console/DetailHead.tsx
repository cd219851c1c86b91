// What came, in which state, since when, and at which place.
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident } from '../../contract.ts';
import { CallClock } from './CallClock.tsx';
import { StageBar } from './StageBar.tsx';
import { placeName, stateWord, t } from './words.ts';

export function DetailHead({ row }: { row: Incident }) {
  return (
    <header class="detail-head">
      <p class="detail-state">
        {row.drill && <Icon name="drill" size={18} />}
        {row.test && !row.drill && <Icon name="test" size={18} />}
        <span>
          {t(`door.${row.door}`)} · {stateWord(row)}
        </span>
      </p>
      <time class="detail-clock" dateTime={row.raisedAt}>
        <CallClock row={row} />
      </time>
      <h2 class="detail-name">{placeName(row)}</h2>
      {row.suspectedFlood && <p class="detail-flood">{t('detail.flood')}</p>}
      <StageBar row={row} />
    </header>
  );
}
