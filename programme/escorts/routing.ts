// Walking times by street from an OSRM server, where the city has one; without it, or when it does not answer, the pace is used.
import type { CityConfig } from '#programme/city/index.ts';
import type { Batch } from './rules/batch.ts';
import { metresApart } from './rules/travel.ts';

/** Seconds from every pair to every meeting point, requests × pairs; `undefined` when the pace must do. */
export type Routing = (batch: Batch) => Promise<Float64Array | undefined>;

/** Places that OSRM takes in one table by default. */
const mostPlaces = 100;

/**
 * Asks `GET /table/v1/foot/…` (OSRM HTTP API v5). Sends meeting points and places of pairs, never where somebody lives. A
 * table larger than the server takes, an error or two seconds of silence fall back to the pace.
 */
export function openRouting(
  config: () => CityConfig,
  log: (entry: Record<string, unknown>) => void,
): Routing {
  return async (batch) => {
    const base = config().walks.routing.osrm;
    if (base === null || batch.requests.length + batch.pairs.length > mostPlaces) return undefined;
    try {
      return await askTable(base, batch);
    } catch (error) {
      log({ level: 'warn', message: 'routing did not answer', error: (error as Error).message });
      return undefined;
    }
  };
}

async function askTable(base: string, batch: Batch): Promise<Float64Array> {
  const { requests, pairs, pace } = batch;
  const places = [...pairs.map(({ at }) => at), ...requests.map(({ meeting }) => meeting)];
  const coordinates = places.map(({ lat, lon }) => `${lon.toFixed(5)},${lat.toFixed(5)}`).join(';');
  const sources = pairs.map((_, index) => index).join(';');
  const destinations = requests.map((_, index) => pairs.length + index).join(';');
  const url = `${base.replace(/\/$/, '')}/table/v1/foot/${coordinates}?sources=${sources}&destinations=${destinations}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { durations } = (await answer.json()) as { durations?: unknown };
  return readDurations(durations, requests.length, pairs.length, (row, column) => {
    const metres = metresApart(pairs[column]!.at, requests[row]!.meeting);
    return (metres * pace.detour) / pace.metresPerSecond;
  });
}

/** OSRM's pairs × requests as our requests × pairs; what it has no way for keeps `otherwise`. Throws on any other shape. */
export function readDurations(
  durations: unknown,
  requests: number,
  pairs: number,
  otherwise: (row: number, column: number) => number,
): Float64Array {
  if (!Array.isArray(durations) || durations.length !== pairs) throw new Error('not a table');
  const travel = new Float64Array(requests * pairs);
  for (let column = 0; column < pairs; column += 1) {
    const line: unknown = durations[column];
    if (!Array.isArray(line) || line.length !== requests) throw new Error('not a table');
    for (let row = 0; row < requests; row += 1) {
      const seconds: unknown = line[row];
      const known = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
      travel[row * pairs + column] = known ? seconds : otherwise(row, column);
    }
  }
  return travel;
}
