// A resident's phone for examples: with the list on it or without, and where it is.
import { type HereState, here, hereState } from '#platform/ui/phone/here.ts';
import { exampleNight, examplePlaces } from '../../example-places.ts';
import { came, night, places, reached } from './houses.ts';

/** The list arrived at `at` (milliseconds), or never. `online` false: the city cannot be reached now. */
export function putList(at: number | null, online = true): void {
  places.value = at === null ? null : examplePlaces();
  night.value = at === null ? null : exampleNight(at);
  came.value = null;
  reached.value = online;
}

/** Near the station of the example list; any other state is a phone that does not know. */
export function putHere(state: HereState): void {
  hereState.value = state;
  here.value =
    state === 'known'
      ? { lat: 37.5008, lon: 127.0006, accuracy: 18, heardAt: performance.now() }
      : null;
}
