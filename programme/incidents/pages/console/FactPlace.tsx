// Where exactly: the address as one would say it to a driver, and how to find it on foot; for a caller who moves, how sure and how old it is.
import { now } from '#platform/ui/clock.ts';
import { ago, distance, hourMinuteSecond } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { type PhonePosition, phonePosition } from './caller.ts';
import { fullAddress } from './city.ts';
import { callers } from './follow.ts';
import { hasPoint, isFinding } from './place-words.ts';
import { t } from './words.ts';

/** Seconds after which a position is said to be old. */
const old = 60;

function PositionWords({ of }: { of: PhonePosition }) {
  const seconds = of.at === null ? null : (now.value - Date.parse(of.at)) / 1000;
  const age = seconds === null ? null : seconds < 5 ? t('place.now') : ago(seconds);
  const sure = of.accuracy === null ? null : t('place.accuracy', { metres: distance(of.accuracy) });
  if (of.sharing === false)
    return (
      <p class="fact-side fact-aged">
        <Icon name="sharingOff" size={15} />
        {[
          t('place.sharingOff'),
          of.at === null ? null : t('place.last', { time: hourMinuteSecond(of.at) }),
          sure,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    );
  return (
    <p class={seconds !== null && seconds > old ? 'fact-side fact-aged' : 'fact-side'}>
      {[sure, age].filter((part) => part !== null).join(' · ')}
    </p>
  );
}

export function FactPlace({ row, whole }: { row: Incident; whole: IncidentDetail | null }) {
  const position = phonePosition(whole, callers.value.get(row.id));
  const finding = isFinding(row);
  const erased = row.closedAt !== null && row.place.name === '' && row.place.address === '';
  // The name above says what is near; here stands the address, or at least the district.
  const where = fullAddress(row.place) || row.place.name;
  const hint = row.place.hint ?? (position === null && !erased ? t('detail.noHint') : null);
  return (
    <div class={finding ? 'fact fact-finding' : 'fact'}>
      <Icon name={finding ? 'finding' : 'place'} size={20} />
      <div>
        <h3 class="only-heard">{t('detail.where')}</h3>
        <p class="fact-main">{finding ? t('place.finding') : erased ? t('place.erased') : where}</p>
        {finding && position?.sharing !== false && (
          <p class="fact-side">{t('place.findingNote')}</p>
        )}
        {position !== null && (position.at !== null || !position.sharing) && (
          <PositionWords of={position} />
        )}
        {!finding && !erased && !hasPoint(row) && <p class="fact-side">{t('map.noPlace')}</p>}
        {!finding && hasPoint(row) && hint !== null && <p class="fact-side">{hint}</p>}
      </div>
    </div>
  );
}
