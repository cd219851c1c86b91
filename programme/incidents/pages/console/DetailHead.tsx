// What came, in which state, since when, and at which place.
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident } from '../../contract.ts';
import { CallClock } from './CallClock.tsx';
import { StageBar } from './StageBar.tsx';
import { stateWord, t } from './words.ts';

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
      <h2 class="detail-name">{row.place.name}</h2>
      <StageBar row={row} />
    </header>
  );
}
