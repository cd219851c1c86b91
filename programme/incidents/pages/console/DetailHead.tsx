// What came, in which state, since when, and at which place.
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { CallClock } from './CallClock.tsx';
import { isForAnother, isUnchecked } from './caller.ts';
import { districtName, isForeign } from './city.ts';
import { placeName } from './place-words.ts';
import { StageBar } from './StageBar.tsx';
import { stateWord, t } from './words.ts';

export function DetailHead({ row, whole }: { row: Incident; whole: IncidentDetail | null }) {
  const marks = [
    isUnchecked(row) ? t('detail.unverified') : null,
    whole !== null && isForAnother(whole) ? t('detail.forAnother') : null,
    row.suspectedFlood && !row.verified ? t('detail.flood') : null,
    isForeign(row.place.district)
      ? t('queue.foreign', { district: districtName(row.place.district) })
      : null,
  ].filter((mark) => mark !== null);
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
      {marks.length > 0 && (
        <p class="detail-marks">
          {marks.map((mark) => (
            <span key={mark} class="mark-word">
              {mark}
            </span>
          ))}
        </p>
      )}
      <StageBar row={row} />
    </header>
  );
}
