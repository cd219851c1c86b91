// Small work on GeoJSON before it is drawn: names that read, labels where a city has none, and boxes.

/** A collection of nothing. */
export const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * Turns streets so that their names read from left to right. The library's own way of keeping names upright stacks
 * Korean letters on steep streets, one under the other and one over the other.
 */
export function readable(streets: GeoJSON.GeoJSON | undefined): GeoJSON.GeoJSON {
  if (streets?.type !== 'FeatureCollection') return nothing;
  return {
    ...streets,
    features: streets.features.map((feature) => {
      if (feature.geometry.type !== 'LineString') return feature;
      const line = feature.geometry.coordinates;
      const first = line[0]?.[0] ?? 0;
      const last = line.at(-1)?.[0] ?? 0;
      return first <= last
        ? feature
        : { ...feature, geometry: { ...feature.geometry, coordinates: [...line].reverse() } };
    }),
  };
}

/** Where a city has no label points, each district is named in the middle of its border's box. */
export function labelsOf(districts: GeoJSON.GeoJSON | undefined): GeoJSON.FeatureCollection {
  if (districts?.type !== 'FeatureCollection') return nothing;
  return {
    type: 'FeatureCollection',
    features: districts.features.map((feature) => ({
      type: 'Feature',
      properties: { ...feature.properties, kind: 'district' },
      geometry: { type: 'Point', coordinates: middleOf(feature.geometry) },
    })),
  };
}

const metresPerDegree = 111_320;

/** A circle of this many metres around a point, as a polygon; good enough below a hundred kilometres. */
export function circleAround(lon: number, lat: number, metres: number): GeoJSON.Polygon {
  const up = metres / metresPerDegree;
  const across = up / Math.cos((lat * Math.PI) / 180);
  const corners = Array.from({ length: 65 }, (_, at): [number, number] => {
    const turn = ((at % 64) / 64) * 2 * Math.PI;
    return [lon + across * Math.cos(turn), lat + up * Math.sin(turn)];
  });
  return { type: 'Polygon', coordinates: [corners] };
}

/** West, south, east and north of a collection, or null when it holds nothing. */
export function boxOf(data: GeoJSON.GeoJSON | undefined): [number, number, number, number] | null {
  if (data?.type !== 'FeatureCollection' || data.features.length === 0) return null;
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const feature of data.features) widen(box, feature.geometry);
  return box;
}

function middleOf(geometry: GeoJSON.Geometry): [number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  widen(box, geometry);
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

function widen(box: [number, number, number, number], geometry: GeoJSON.Geometry): void {
  function take(part: unknown): void {
    if (!Array.isArray(part)) return;
    const [lon, lat] = part;
    if (typeof lon !== 'number' || typeof lat !== 'number') {
      part.forEach(take);
      return;
    }
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  if (geometry.type !== 'GeometryCollection') take(geometry.coordinates);
}
