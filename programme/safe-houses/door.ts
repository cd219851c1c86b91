// The door of the safe houses: a pressed button becomes a call with the store's name, address, telephone and exact place.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { type Delivery, type DeviceCall, type Outcome, toPress } from '#programme/devices/index.ts';
import { type Call, callTemplate, raiseCalls } from '#programme/incidents/index.ts';
import { type CallPlace, insertPlainPresses, readCallPlaces } from './store.ts';

/** Raises the calls of stores, or joins the open ones. A store that is not operating still gets help: somebody pressed. */
export async function answerButtons(
  tx: Tx,
  config: CityConfig,
  calls: readonly DeviceCall[],
): Promise<{ incidentId: string }[]> {
  const places = await readCallPlaces(
    tx,
    calls.map(({ device }) => device.placeId),
  );
  const raised = await raiseCalls(
    tx,
    config,
    calls.map((call) => toCall(call, places.get(call.device.placeId))),
  );
  return raised.map(({ id }) => ({ incidentId: id }));
}

/**
 * Hears presses and raises their calls in one round trip: those that need no decision, which are nearly all. Answers
 * `undefined` for one of which it kept nothing, because it may be a test or a touch, hangs in no store, or is not in service:
 * `hearPresses` hears these.
 */
export async function answerPlainPresses(
  tx: Tx,
  config: CityConfig,
  deliveries: readonly Delivery[],
): Promise<(Outcome | undefined)[]> {
  const answers = await insertPlainPresses(tx, {
    presses: deliveries.map(toPress),
    template: callTemplate(config, 'store'),
    receiptWithinSeconds: config.police.receiptWithinSeconds,
  });
  return deliveries.map(({ deviceId }) => {
    const incidentId = answers.get(deviceId);
    if (incidentId === undefined) return undefined;
    return { outcome: incidentId === null ? 'duplicate' : 'call', incidentId };
  });
}

function toCall(call: DeviceCall, place: CallPlace | undefined): Call {
  if (!place)
    throw new Refused('unknown-place', 409, 'This button belongs to no store. Assign it to one.');
  return {
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
    // A test proves the button; nobody has to take it back.
    countdownSeconds: call.test ? 0 : call.device.countdownSeconds,
  };
}
