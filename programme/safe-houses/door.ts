// The door of the safe houses: a pressed button becomes a call with the store's name, address, telephone and exact place.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { DeviceCall } from '#programme/devices/index.ts';
import { raiseCall } from '#programme/incidents/index.ts';
import { readCallPlace } from './store.ts';

/** Raises the call of a store, or joins the open one. A store that is not operating still gets help: somebody pressed. */
export async function answerButton(
  tx: Tx,
  config: CityConfig,
  call: DeviceCall,
): Promise<{ incidentId: string }> {
  const place = await readCallPlace(tx, call.device.placeId);
  if (!place)
    throw new Refused('unknown-place', 409, 'This button belongs to no store. Assign it to one.');
  const raised = await raiseCall(tx, config, {
    door: 'store',
    drill: call.drill,
    test: call.test,
    silent: call.device.silent,
    urgency: call.press === 'single' ? 3 : 4,
    district: place.district,
    samePlace: `store:${place.id}`,
    place,
    deviceId: call.device.id,
    callbackNumber: null,
    language: null,
    twoWayText: false,
    press: call.press,
    promotesTest: call.promotesTest,
  });
  return { incidentId: raised.id };
}
