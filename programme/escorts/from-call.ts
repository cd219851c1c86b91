// A walk home from a store where somebody was helped: pairs come to the store itself, which is on no list for anybody else.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { readCallPlace } from '#programme/incidents/index.ts';
import { keepPointOffList, type PointRow, readPoint } from './store/points.ts';

/** As far as pairs come to a store, and how many walks may begin there in one slot. */
const reachMetres = 3000;
const perSlot = 2;

/**
 * The store of a call as a meeting point. Refuses with `not-found`, and with `no-such-place` for a call that came from
 * elsewhere: where a resident stood is not written down as a place of the city.
 */
export async function pointAtCall(tx: Tx, incidentId: string): Promise<PointRow> {
  const place = await readCallPlace(tx, incidentId);
  if (!place)
    throw new Refused(
      'not-found',
      404,
      'There is no such incident, or it belongs to another centre.',
    );
  const { door, placeId, district, lat, lon } = place;
  if (door !== 'store' || placeId === null || district === null || lat === null || lon === null)
    throw new Refused('no-such-place', 409, 'Choose a meeting point: this call is not of a store.');
  const id = await keepPointOffList(tx, {
    district,
    name: { ko: place.name },
    hint: place.hint === null ? {} : { ko: place.hint },
    lat,
    lon,
    reachMetres,
    perSlot,
  });
  await mark(tx, 'walk.offered-at-closing', incidentId);
  return (await readPoint(tx, id))!;
}
