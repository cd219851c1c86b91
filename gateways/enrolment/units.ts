// What a unit's phone needs: the link of its page, and the names and addresses that OwnTracks speaks with.
import { drawQr } from '#platform/ui/qr/draw-qr.ts';

export type UnitPhone = {
  page: { url: string };
  owntracks: {
    http: { url: string; username: string; password: string };
    mqtt: { host: string; port: number; topic: string; username: string; password: string };
    /** Opens OwnTracks with all of this filled in. Source: OwnTracks booklet, "Remote configuration". */
    configuration: string;
  };
};

export type Reached = { origin: string; mqttPort: number };

/** Under this root every unit has a topic of its own. */
export const trackerRoot = 'owntracks';

/** Everything a unit's phone speaks with. `origin` is the city's address. */
export function describeUnitPhone(id: string, secret: string, at: Reached): UnitPhone {
  const http = { url: `${at.origin}/api/owntracks`, username: id, password: secret };
  const host = new URL(at.origin).hostname;
  const mqtt = { host, port: at.mqttPort, topic: `${trackerRoot}/${id}/phone`, username: id };
  // Mode 3 is HTTP; monitoring 1 tells significant changes only. Source: OwnTracks booklet, "JSON".
  const settings = {
    _type: 'configuration',
    mode: 3,
    url: http.url,
    auth: true,
    username: id,
    password: secret,
    deviceId: 'phone',
    monitoring: 1,
  };
  const inline = Buffer.from(JSON.stringify(settings)).toString('base64');
  return {
    page: { url: `${at.origin}/field#unit.${id}.${secret}` },
    owntracks: {
      http,
      mqtt: { ...mqtt, password: secret },
      configuration: `owntracks:///config?inline=${encodeURIComponent(inline)}`,
    },
  };
}

/** The same as lines to type and codes to scan. */
export function phoneSheetOf(unit: { id: string; callSign: string }, secret: string, at: Reached) {
  const { page, owntracks } = describeUnitPhone(unit.id, secret, at);
  return {
    id: unit.id,
    callSign: unit.callSign,
    lines: [
      { name: 'page', value: page.url },
      { name: 'owntracks', value: owntracks.http.url },
      { name: 'username', value: owntracks.http.username },
      { name: 'password', value: owntracks.http.password },
      { name: 'topic', value: owntracks.mqtt.topic },
    ],
    qr: drawQr(page.url),
    trackerQr: drawQr(owntracks.configuration),
  };
}
