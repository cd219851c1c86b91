// Where the phone is: asked for only when she wants it, kept in memory only, given to nobody here.
import { signal } from '@preact/signals';

/** `age` counts from `performance.now()` at the moment the phone told it. */
export type Here = { lat: number; lon: number; accuracy: number; heardAt: number };
export type HereState = 'unasked' | 'asking' | 'known' | 'refused' | 'unknown';

export const here = signal<Here | null>(null);
export const hereState = signal<HereState>('unasked');

let watch: number | null = null;

/** Asks once. A position of the last half minute will do. */
export function askHere(): void {
  begin((found, failed, options) =>
    navigator.geolocation.getCurrentPosition(found, failed, { ...options, maximumAge: 30_000 }),
  );
}

/** Follows her until `stopHere`. Asking again while it follows changes nothing. */
export function followHere(): void {
  if (watch !== null) return;
  begin((found, failed, options) => {
    watch = navigator.geolocation.watchPosition(found, failed, options);
  });
}

export function stopHere(): void {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
}

type Begin = (
  found: PositionCallback,
  failed: PositionErrorCallback,
  options: PositionOptions,
) => void;

function begin(start: Begin): void {
  if (!('geolocation' in navigator)) {
    hereState.value = 'unknown';
    return;
  }
  if (here.value === null) hereState.value = 'asking';
  start(
    ({ coords }) => {
      here.value = {
        lat: coords.latitude,
        lon: coords.longitude,
        accuracy: Math.min(100_000, coords.accuracy),
        heardAt: performance.now(),
      };
      hereState.value = 'known';
    },
    (error) => {
      // A fix that was had is still the best there is; refused is refused.
      if (error.code === error.PERMISSION_DENIED) {
        stopHere();
        hereState.value = 'refused';
      } else if (here.value === null) hereState.value = 'unknown';
    },
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
  );
}
