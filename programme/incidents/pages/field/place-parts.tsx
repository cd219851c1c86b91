// What both the request and the call say of the place: what it is, where, how far, and what must not be done there.
import { distance, hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import type { Offer } from '../../responder-contract.ts';
import { readNearby, sayNearby } from '../../rules/where.ts';
import { t } from './words.ts';

/** What lies near a caller in the language of this phone; any other place by its name. */
function sayPlace({ door, place }: Offer): string {
  const near = door === 'sos' ? readNearby(place.name) : null;
  return near === null ? place.name : sayNearby(near, language.value);
}

/** Drill, test and silence first: they change what anybody does. */
export function Warnings({ offer }: { offer: Offer }) {
  return (
    <>
      {offer.drill && <p class="unit-flag">{t('drill')}</p>}
      {offer.test && !offer.drill && <p class="unit-flag">{t('test')}</p>}
      {offer.silent && (
        <p class="unit-silent">
          <Icon name="silent" size={24} />
          <span>
            <strong>{t('silent')}</strong>
            {t('silent.note')}
          </span>
        </p>
      )}
    </>
  );
}

export function Where({ offer }: { offer: Offer }) {
  const { place, metres, minutes } = offer;
  return (
    <div class="unit-where">
      <p class="unit-door">
        {t(`door.${offer.door}`)} · {t('raised', { time: hourMinute(offer.raisedAt) })}
      </p>
      <h2>{sayPlace(offer)}</h2>
      <p class="unit-address">{place.address}</p>
      {place.hint !== null && <p class="unit-hint">{place.hint}</p>}
      {offer.state !== 'on-scene' && (
        <p class="unit-far">
          <Icon name="place" size={20} />
          {metres === null || minutes === null
            ? t('away.unknown')
            : t('away', { distance: distance(metres), n: minutes })}
        </p>
      )}
    </div>
  );
}

/** The phone's own map with the way there: this page asks no map of anybody. */
export function routeTo(place: Offer['place']): string | null {
  if (place.lat === null || place.lon === null) return null;
  const at = `${place.lat},${place.lon}`;
  return /iPhone|iPad|Macintosh/.test(navigator.userAgent)
    ? `maps://?daddr=${at}`
    : `geo:${at}?q=${at}(${encodeURIComponent(place.name)})`;
}
