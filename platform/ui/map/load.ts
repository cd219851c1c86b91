// Brings the map library only when a page shows a map, with its worker from our own origin.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

export type MapLibrary = typeof import('maplibre-gl');
let library: Promise<MapLibrary> | undefined;

/** Resolves with the library; rejects where the browser cannot run it. */
export function loadMapLibrary(): Promise<MapLibrary> {
  library ??= import('./library.ts').then(
    ({ maplibre }) => {
      maplibre.setWorkerUrl(workerUrl);
      return maplibre;
    },
    (error: unknown) => {
      // The network may be back when a map is asked for again.
      library = undefined;
      throw error;
    },
  );
  return library;
}
