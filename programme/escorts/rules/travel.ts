// How long a way takes on foot when no routing engine was asked: the distance as the crow flies, made longer by a factor.

export type Place = { lat: number; lon: number };

export type Pace = {
  /** Metres a second on foot. */
  metresPerSecond: number;
  /** Street metres for each metre as the crow flies. */
  detour: number;
};

const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** Metres between two places of one city; flat, within 0.2 % of the sphere below 50 km. */
export function metresApart(a: Place, b: Place): number {
  const north = (b.lat - a.lat) * metresPerDegree;
  const east = (b.lon - a.lon) * metresPerDegree * Math.cos(((a.lat + b.lat) / 2) * radians);
  return Math.sqrt(north * north + east * east);
}

/** Seconds on foot from one place to another. */
export function walkingSeconds(a: Place, b: Place, pace: Pace): number {
  return (metresApart(a, b) * pace.detour) / pace.metresPerSecond;
}
