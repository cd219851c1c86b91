// The map library with its style sheet, kept apart so that both are fetched together and late.
import 'maplibre-gl/dist/maplibre-gl.css';

export * as maplibre from 'maplibre-gl';
