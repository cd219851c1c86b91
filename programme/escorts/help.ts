// Help on a walk: whoever of the three calls, and however often, it is one incident at the desk.
import type { Tx } from '#platform/db/index.ts';
import { type CityConfig, findDistrictAt } from '#programme/city/index.ts';
import { raiseCall } from '#programme/incidents/index.ts';
import { pairOf } from './steps.ts';
import { selectPlaces } from './store/pairs.ts';
import { readPoint } from './store/points.ts';
import { readDetails, saveWalk, type WalkRow } from './store/walks.ts';

export type HelpCall = {
  by: 'her' | 'pair' | 'service';
  silent: boolean;
  fix: { lat: number; lon: number } | null;
  /** Also written as a step: what happened. */
  kind: 'help' | 'not-them' | 'wrong-codes';
};

/** Raises or joins the incident of a locked walk; answers the row with it. */
export async function callHelp(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  call: HelpCall,
): Promise<WalkRow> {
  const pair = await pairOf(tx, walk);
  const [place] = walk.shift_id ? await selectPlaces(tx, [walk.shift_id]) : [];
  const details = await readDetails(tx, walk.id);
  const point = await readPoint(tx, walk.point_id);
  const hers =
    details?.her_lat != null && details.her_lon != null
      ? { lat: details.her_lat, lon: details.her_lon }
      : null;
  const near = { lat: point!.lat, lon: point!.lon };
  // Who stands before her may not be her pair: then theirs is not her place.
  const at = call.fix ?? hers ?? (call.kind === 'help' ? place : undefined) ?? near;
  const district = (await findDistrictAt(tx, at.lat, at.lon)) ?? walk.district;
  const raised = await raiseCall(tx, config, {
    door: 'walk',
    drill: false,
    test: false,
    silent: call.silent,
    urgency: 5,
    district,
    samePlace: `walk:${walk.id}`,
    place: {
      id: null,
      name: wordsOf(call, point?.name.ko ?? '', pair?.callSign ?? null),
      address: '',
      hint: point?.hint.ko ?? null,
      phone: null,
      lat: at.lat,
      lon: at.lon,
    },
    deviceId: null,
    callbackNumber: details?.phone_number ?? null,
    language: walk.language,
    twoWayText: false,
    press: null,
    promotesTest: false,
  });
  return saveWalk(
    tx,
    { ...walk, incident_id: raised.id, help_ended_at: null },
    { kind: `help-${call.kind}`, by: call.by, reason: call.silent ? 'silent' : null },
  );
}

/** Panic of a pair that walks with nobody. */
export async function callHelpOfPair(
  tx: Tx,
  config: CityConfig,
  pair: { id: string; callSign: string; district: string; lat: number; lon: number },
  call: Pick<HelpCall, 'silent' | 'fix'>,
): Promise<void> {
  const [place] = await selectPlaces(tx, [pair.id]);
  const at = call.fix ?? place ?? pair;
  await raiseCall(tx, config, {
    door: 'walk',
    drill: false,
    test: false,
    silent: call.silent,
    urgency: 5,
    district: (await findDistrictAt(tx, at.lat, at.lon)) ?? pair.district,
    samePlace: `pair:${pair.id}`,
    place: {
      id: null,
      name: `${pair.callSign} 긴급 호출`,
      address: '',
      hint: null,
      phone: null,
      lat: at.lat,
      lon: at.lon,
    },
    deviceId: null,
    callbackNumber: null,
    language: null,
    twoWayText: false,
    press: null,
    promotesTest: false,
  });
}

/** How the desk reads where and what: place names are words in the city's own language. */
function wordsOf(call: HelpCall, point: string, callSign: string | null): string {
  const who =
    call.kind === 'help'
      ? call.by === 'her'
        ? '이용자 긴급 호출'
        : '스카우트 긴급 호출'
      : '스카우트 사칭 의심';
  return [who, point, callSign].filter(Boolean).join(' · ');
}
