// The 120 agent's desk: raising a call for somebody who is speaking on the telephone.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { type CityConfig, findDistrictAt, isDistrict } from '#programme/city/index.ts';
import { raiseCall } from '#programme/incidents/index.ts';
import { readCallPlace } from '#programme/safe-houses/index.ts';

export type CallerReport = {
  place?:
    | {
        id?: string | undefined;
        name: string;
        address: string;
        lat?: number | undefined;
        lon?: number | undefined;
        district?: string | undefined;
      }
    | undefined;
  placeId?: string | undefined;
  callbackNumber?: string | undefined;
  urgency: number;
  language?: string | undefined;
  drill: boolean;
};

/** Raises the call and answers its id. Refuses with `unknown-place`, `outside-city` or `no-drill`. */
export async function raiseForCaller(
  tx: Tx,
  config: CityConfig,
  report: CallerReport,
): Promise<string> {
  if (report.drill && !config.demo)
    throw new Refused(
      'no-drill',
      409,
      'Drills run in a demo city or on devices marked for training only.',
    );
  const known = report.placeId ?? report.place?.id;
  const place = known ? await readCallPlace(tx, known) : await placeFromWords(tx, report.place!);
  if (!place)
    throw new Refused(
      'unknown-place',
      404,
      'This place is not in the register any more. Search again or describe it.',
    );
  const raised = await raiseCall(tx, config, {
    door: 'hotline',
    drill: report.drill,
    test: false,
    silent: false,
    urgency: report.urgency,
    district: place.district,
    samePlace: null,
    place,
    deviceId: null,
    callbackNumber: report.callbackNumber ?? null,
    language: report.language ?? null,
    twoWayText: false,
    press: null,
    promotesTest: false,
  });
  return raised.id;
}

async function placeFromWords(tx: Tx, place: NonNullable<CallerReport['place']>) {
  const { lat = null, lon = null } = place;
  const district =
    lat !== null && lon !== null ? await findDistrictAt(tx, lat, lon) : place.district;
  if (!district || !(await isDistrict(tx, district)))
    throw new Refused(
      'outside-city',
      422,
      'That point is in no district of this city. Choose a place inside it, or say the district.',
    );
  return {
    id: null,
    name: place.name,
    address: place.address,
    hint: null,
    phone: null,
    lat,
    lon,
    district,
  };
}
