// Geometry of a city on the globe: distances, directions, areas and what they share.
export {
  type Area,
  type Bounds,
  bounds,
  type Point,
  pointInPolygon,
  pointInside,
  ringsOf,
} from './area.ts';
export { dissolve } from './dissolve.ts';
export { bearing, distanceMetres, metresToArea, metresToBorder, shareBorder } from './measure.ts';
