// What stands on the map around the chosen call: the call itself, the nearest units with the way of those that were sent, and room for their names.
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Position } from '#platform/live/client.ts';
import type { MapLibrary } from '#platform/ui/map/load.ts';
import { type Box, boxBeside, placeLabels } from '#platform/ui/map/place-labels.ts';
import { circleAround, nothing } from '#platform/ui/map/shapes.ts';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { phonePosition } from './caller.ts';
import { callers } from './follow.ts';
import { callMarker, type UnitMarker, unitMarker } from './map-markers.ts';
import { isSent } from './steps.ts';

const shownUnits = 6;

/** Draws the neighbourhood of the chosen call; the caller says when something moved. */
export function nearChosen(library: MapLibrary, map: MapLibreMap, covered: () => readonly Box[]) {
  const chosen = callMarker(library);
  let units: UnitMarker[] = [];
  let row: Incident | null = null;
  let whole: IncidentDetail | null = null;
  /** What is drawn, so that a further press of the same call moves no pin. */
  let drawn = '';

  function source(name: string): GeoJSONSource | undefined {
    return map.getSource<GeoJSONSource>(name);
  }

  function show(next: IncidentDetail | null): void {
    whole = next;
    const sent = new Set(next?.units.filter(isSent).map((unit) => unit.id));
    const near = next?.nearby.slice(0, shownUnits) ?? [];
    const looks = near.map((unit) => `${unit.id}${sent.has(unit.id)}`).join();
    if (looks !== drawn) {
      drawn = looks;
      for (const unit of units) unit.remove();
      // Those on their way first: their names are the last to give way.
      units = near
        .map((unit) => unitMarker(library, map, unit, sent.has(unit.id)))
        .sort((a, b) => Number(b.sent) - Number(a.sent));
    }
    drawRoute();
    drawAccuracy();
    turnNames();
  }

  /** How sure her position is, as a circle of its own size in the streets. */
  function drawAccuracy(): void {
    const place = row?.place;
    const live = row === null ? undefined : callers.peek().get(row.id);
    const metres = phonePosition(whole, live)?.accuracy ?? null;
    source('accuracy')?.setData(
      metres === null || place === undefined || place.lat === null || place.lon === null
        ? nothing
        : { type: 'Feature', properties: {}, geometry: circleAround(place.lon, place.lat, metres) },
    );
  }

  function drawRoute(): void {
    const from = units.filter((unit) => unit.sent);
    // The row moves with its caller, the detail does not.
    const to = row?.place;
    const reached = row === null || row.state === 'on-scene';
    if (reached || from.length === 0 || to === undefined || to.lat === null || to.lon === null) {
      source('route')?.setData(nothing);
      return;
    }
    const end = [to.lon, to.lat];
    source('route')?.setData({
      type: 'FeatureCollection',
      features: from.map((unit) => ({
        type: 'Feature',
        properties: { tone: unit.tone },
        geometry: { type: 'LineString', coordinates: [unit.at(), end] },
      })),
    });
  }

  /** Gives every name a side of its dot, and keeps the map's own names from under them. */
  function turnNames(): void {
    const all = chosen.text === null ? units : [chosen, ...units];
    const names = all.map((one) => one.named(map));
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const turned = placeLabels(names, { width, height }, covered());
    const room: GeoJSON.Feature[] = [];
    for (const [at, one] of all.entries()) {
      const side = turned[at] ?? null;
      const named = names[at];
      one.turn(side);
      if (side === null || named === undefined) continue;
      const [left, top, right, bottom] = boxBeside(named, side);
      room.push(keptFree(one.text ?? '', (left + right) / 2, (top + bottom) / 2, 15));
      room.push(keptFree('●', named.x, named.y, named.radius * 2.4));
    }
    source('room')?.setData({ type: 'FeatureCollection', features: room });
  }

  /** An unseen text in the middle of a box: the map lays its own names around it. */
  function keptFree(text: string, x: number, y: number, size: number): GeoJSON.Feature {
    const { lng, lat } = map.unproject([x, y]);
    return {
      type: 'Feature',
      properties: { text, size },
      geometry: { type: 'Point', coordinates: [lng, lat] },
    };
  }

  return {
    show,
    turnNames,
    showCall(next: Incident | null, tone: string): void {
      const [before, now] = [row?.place, next?.place];
      row = next;
      chosen.show(map, next, tone);
      if (before?.lat === now?.lat && before?.lon === now?.lon && before?.name === now?.name)
        return;
      drawRoute();
      drawAccuracy();
      turnNames();
    },
    move(positions: ReadonlyMap<string, Position>): void {
      let moved = false;
      for (const unit of units) {
        const at = positions.get(unit.id);
        if (at === undefined) continue;
        const [lon, lat] = unit.at();
        if (lon === at.lon && lat === at.lat) continue;
        unit.move(at.lon, at.lat);
        moved = true;
      }
      if (!moved) return;
      drawRoute();
      turnNames();
    },
  };
}
