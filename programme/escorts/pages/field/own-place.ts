// Where the pair is, told to the city while the owner of this phone is on duty and never else; on a walk also what a dead line held back.
import { effect, signal } from '@preact/signals';
import { serverNow } from '#platform/ui/clock.ts';
import { ask, view } from './scout-state.ts';

type Fix = { lat: number; lon: number; accuracy: number; at: string };

/** `refused`: the owner shares no place; everything else of the page works all the same. */
export const placeState = signal<'off' | 'looking' | 'shared' | 'refused'>('off');
/** The newest fix of this phone, while on duty. */
export const place = signal<Fix | null>(null);

const tellEvery = 5000;
/** A phone that lies still tells nothing by itself; its place is asked for again before the desk calls it silent. */
const askAgainEvery = 45_000;
/** As many as one request may carry. They are kept in memory alone: a way is hers, and a stolen phone must not know it. */
const mostKept = 200;

/** Follows the shift; answers with how to stop. */
export function sharePlace(): () => void {
  let watch: number | undefined;
  let again: ReturnType<typeof setInterval> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = 0;
  let untold: Fix[] = [];

  async function tell(): Promise<void> {
    timer = undefined;
    const fixes = untold;
    if (fixes.length === 0 || view.value?.shift?.here !== true) return;
    toldAt = Date.now();
    untold = [];
    const answer = await ask('POST /api/pair/position', { body: { fixes } });
    if (answer.ok) placeState.value = 'shared';
    else if (answer.problem.status === 0) untold = thinned([...fixes, ...untold]);
    if (untold.length > 0) plan();
  }

  function plan(): void {
    timer ??= setTimeout(tell, Math.max(0, tellEvery - (Date.now() - toldAt)));
  }

  function came({ coords, timestamp }: GeolocationPosition): void {
    // How long ago by this phone's clock, then when by the city's.
    const age = Math.max(0, Date.now() - timestamp);
    const fix = {
      lat: coords.latitude,
      lon: coords.longitude,
      accuracy: Math.min(100_000, coords.accuracy),
      at: new Date(serverNow() - age).toISOString(),
    };
    place.value = fix;
    // Where they were before is asked for by nobody but the walk's own track.
    untold = view.value?.walk?.state === 'walking' ? thinned([...untold, fix]) : [fix];
    plan();
  }

  function failed(error: GeolocationPositionError): void {
    if (error.code === error.PERMISSION_DENIED) placeState.value = 'refused';
  }

  function begin(): void {
    if (watch !== undefined) return;
    if (!('geolocation' in navigator)) {
      placeState.value = 'refused';
      return;
    }
    placeState.value = 'looking';
    const options = { enableHighAccuracy: true, maximumAge: 0, timeout: 30_000 };
    watch = navigator.geolocation.watchPosition(came, failed, options);
    again = setInterval(() => {
      if (Date.now() - toldAt >= askAgainEvery)
        navigator.geolocation.getCurrentPosition(came, failed, options);
    }, askAgainEvery);
  }

  function end(): void {
    if (watch !== undefined) navigator.geolocation.clearWatch(watch);
    watch = undefined;
    clearInterval(again);
    clearTimeout(timer);
    timer = undefined;
    untold = [];
    place.value = null;
    placeState.value = 'off';
  }

  const stop = effect(() => {
    if (view.value?.shift?.here === true) begin();
    else end();
    // The way to her door goes with the walk.
    if (view.value?.walk == null) untold = untold.slice(-1);
  });
  return () => {
    stop();
    end();
  };
}

/** Every second one goes when there are too many: the way keeps its shape. */
function thinned(fixes: Fix[]): Fix[] {
  return fixes.length <= mostKept
    ? fixes
    : fixes.filter((_, index) => index % 2 === 0 || index === fixes.length - 1);
}
