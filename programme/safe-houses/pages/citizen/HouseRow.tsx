// One place in the list: what it is, how far, and the two touches that lead there.

import pinShapes from 'lucide-static/icons/map-pin.svg?icon';
import arrowShapes from 'lucide-static/icons/navigation.svg?icon';
import phoneShapes from 'lucide-static/icons/phone.svg?icon';
import policeShapes from 'lucide-static/icons/shield-check.svg?icon';
import storeShapes from 'lucide-static/icons/store.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { mapAddress } from '#platform/ui/phone/map-address.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { PhonePlaces } from '../../contract.ts';
import { confirmedTonight } from './houses.ts';
import type { Near } from './nearest.ts';
import { nameOf, sayConfirmed, sayDirection, sayDistance, sayOpen } from './say.ts';

/** The icon points north-east; a bearing turns it from there. */
const arrowPoints = 45;

export function HouseRow({
  list,
  index,
  near,
}: {
  list: PhonePlaces;
  index: number;
  near: Near | null;
}) {
  const name = nameOf(list, index);
  const opening = sayOpen(list, index);
  const confirmed = sayConfirmed(list, index);
  const phone = list.phone[index] ?? null;
  const police = index >= list.stores;
  return (
    <li class={opening.open ? 'house' : 'house house-shut'}>
      <div class="house-words">
        <h2 class="house-name">
          <Glyph of={police ? policeShapes : storeShapes} size={20} />
          {name}
        </h2>
        {near !== null && (
          <p class="house-way">
            <Glyph of={arrowShapes} size={18} turn={near.bearing - arrowPoints} />
            <strong>{sayDistance(near.metres)}</strong> {sayDirection(near.bearing)}
          </p>
        )}
        <p class="house-state">
          <span class={opening.open ? 'is-open' : 'is-shut'}>{opening.words}</span>
          {opening.open && confirmed !== null && (
            <span class={confirmedTonight(index) === false ? 'is-unsure' : 'is-sure'}>
              {confirmed}
            </span>
          )}
        </p>
        <p class="house-address" lang="ko">
          {list.address[index]}
        </p>
      </div>
      <div class="house-acts">
        {phone !== null && (
          <a class="touch" href={`tel:${phone}`} aria-label={t('houses.call', { name })}>
            <Glyph of={phoneShapes} size={20} />
            {t('houses.call.short')}
          </a>
        )}
        <a
          class="touch"
          href={mapAddress((list.lat[index] ?? 0) / 1e5, (list.lon[index] ?? 0) / 1e5, name)}
          aria-label={t('houses.way', { name })}
        >
          <Glyph of={pinShapes} size={20} />
          {t('houses.way.short')}
        </a>
      </div>
    </li>
  );
}
