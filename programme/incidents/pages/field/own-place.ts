// Where this phone is, told to the city on duty and never else: watched from the first to the last moment of the shift.
import { effect, signal } from '@preact/signals';
import { ask, responder } from './responder-state.ts';

/** `refused`: the owner shares no place; everything else of the page works all the same. */
export const ownPlace = signal<'off' | 'looking' | 'shared' | 'refused'>('off');

const tellEvery = 4000;
/** A phone that lies still tells nothing by itself; its place is asked for again before the city calls it old. */
const askAgainEvery = 45_000;

/** Follows the shift; answers with how to stop. */
export function sharePlace(): () => void {
  let watch: number | undefined;
  let toldAt = 0;
  let newest: GeolocationPosition | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setInterval> | undefined;

  async function tellNewest(): Promise<void> {
    timer = undefined;
    if (newest === undefined || responder.value?.duty.state !== 'phone') return;
    const { coords, timestamp } = newest;
    toldAt = Date.now();
    // How long ago it was, not when: the phone's clock may be wrong.
    const ageSeconds = Math.min(3600, Math.max(0, (Date.now() - timestamp) / 1000));
    newest = undefined;
    const body = { lat: coords.latitude, lon: coords.longitude, ageSeconds };
    const answer = await ask('POST /api/unit/position', { body });
    if (answer.ok) ownPlace.value = 'shared';
  }

  function begin(): void {
    if (watch !== undefined) return;
    if (!('geolocation' in navigator)) {
      ownPlace.value = 'refused';
      return;
    }
    ownPlace.value = 'looking';
    // A place from before the shift is nobody's business: none that the phone remembers is taken.
    const options = { enableHighAccuracy: true, maximumAge: 0, timeout: 30_000 };
    watch = navigator.geolocation.watchPosition(came, failed, options);
    again = setInterval(() => {
      if (Date.now() - toldAt >= askAgainEvery)
        navigator.geolocation.getCurrentPosition(came, failed, options);
    }, askAgainEvery);
  }

  function came(position: GeolocationPosition): void {
    newest = position;
    timer ??= setTimeout(tellNewest, Math.max(0, tellEvery - (Date.now() - toldAt)));
  }

  function failed(error: GeolocationPositionError): void {
    if (error.code === error.PERMISSION_DENIED) ownPlace.value = 'refused';
  }

  function end(): void {
    if (watch !== undefined) navigator.geolocation.clearWatch(watch);
    watch = undefined;
    clearInterval(again);
    clearTimeout(timer);
    timer = undefined;
    newest = undefined;
    ownPlace.value = 'off';
  }

  const stop = effect(() => {
    if (responder.value?.duty.state === 'phone') begin();
    else end();
  });
  return () => {
    stop();
    end();
  };
}
