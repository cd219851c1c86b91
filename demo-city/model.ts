// The shape of the demo city: plain data that a loader can write into the database and a map can draw.
import type { FeatureCollection, LineString, MultiPolygon, Point, Polygon } from 'geojson';

/** A name in the city's two languages. */
export type Names = { ko: string; en: string };

export type CityFacts = {
  name: Names;
  center: { lat: number; lon: number };
  /** West, south, east, north in degrees: all that the map covers. */
  bounds: [number, number, number, number];
  languages: string[];
  numbers: { emergency: string; hotline: string; womensHotline: string; fire: string };
  timeZone: string;
};

export type District = {
  /** Five digits; no Korean administrative code begins with 9. */
  code: string;
  name: Names;
  neighbours: string[];
  border: Polygon | MultiPolygon;
  center: { lat: number; lon: number };
};

export type StreetClass = 'major' | 'main' | 'minor';

/** Properties of the features of each layer; `ko` and `en` are names. */
export type DistrictShape = { code: string; ko: string; en: string };
export type WaterShape = { kind: 'river' | 'stream'; ko: string; en: string };
export type StreetShape = { class: StreetClass; name: string; en?: string };
export type ParkShape = { kind: 'hill' | 'park'; ko: string; en: string };
export type StationShape =
  | { kind: 'line'; line: string; ko: string; en: string }
  | { kind: 'station'; id: string; ko: string; en: string; lines: string[] }
  | { kind: 'exit'; stationId: string; number: string };
export type LabelShape = {
  kind: 'district' | 'neighbourhood' | 'river' | 'stream' | 'hill' | 'park' | 'island';
  ko: string;
  en: string;
};

/** GeoJSON layers (RFC 7946), coordinates rounded to five decimals. */
export type CityMap = {
  districts: FeatureCollection<Polygon | MultiPolygon, DistrictShape>;
  water: FeatureCollection<Polygon, WaterShape>;
  streets: FeatureCollection<LineString, StreetShape>;
  parks: FeatureCollection<Polygon, ParkShape>;
  stations: FeatureCollection<Point | LineString, StationShape>;
  labels: FeatureCollection<Point, LabelShape>;
};

export type Station = {
  id: string;
  name: Names;
  lines: string[];
  district: string;
  lat: number;
  lon: number;
  exits: { number: string; lat: number; lon: number }[];
};

/** A street with a name of its own (not the numbered lanes off it), for search. */
export type NamedStreet = {
  name: Names;
  class: StreetClass;
  district: string;
  lat: number;
  lon: number;
};

/** Days 0 to 6, 0 is Sunday; local times; a range past midnight ends the next day. */
export type Hours = '24h' | { days: number[]; from: string; to: string }[];

export type ButtonProtocol =
  | 'mqtt-zigbee2mqtt'
  | 'mqtt-shelly'
  | 'lorawan-chirpstack'
  | 'lorawan-ttn'
  | 'webhook';

export type Button = {
  id: string;
  protocol: ButtonProtocol;
  kind: 'pocket-button' | 'counter-bell';
  /** Null where the device hangs on the mains. */
  batteryPercent: number | null;
  /** Minutes since it last spoke; null when it never did. */
  lastSeenMinutesAgo: number | null;
};

export type Store = {
  id: string;
  name: string;
  nameEn: string;
  chain: Names;
  /** District code. */
  district: string;
  address: Names;
  /** How to find it on foot. */
  hint: Names;
  phone: string;
  lat: number;
  lon: number;
  hours: Hours;
  status: 'operating' | 'suspended' | 'closed';
  /** YYYY-MM-DD */
  designatedOn: string;
  policeOfficeId: string;
  clerks: { name: string; trainedOn: string }[];
  buttons: Button[];
};

export type PoliceOffice = {
  id: string;
  name: Names;
  kind: 'station' | 'box';
  district: string;
  address: Names;
  phone: string;
  lat: number;
  lon: number;
};

export type UnitKind = 'patrol-car' | 'foot-patrol' | 'guards' | 'scouts';

export type Unit = {
  id: string;
  callSign: Names;
  kind: UnitKind;
  district: string;
  lat: number;
  lon: number;
  onDuty: boolean;
};

export type StaffRole =
  | 'operator'
  | 'city-operator'
  | 'hotline-agent'
  | 'manager'
  | 'police'
  | 'crisis-team'
  | 'adviser'
  | 'auditor'
  | 'administrator';

export type StaffMember = {
  id: string;
  name: string;
  role: StaffRole;
  /** District code, or null for the whole city. */
  district: string | null;
  shift: 'day' | 'night' | null;
  login: string;
};

export type PastDisposition =
  | 'assisted'
  | 'handed-to-police'
  | 'medical'
  | 'declined'
  | 'nobody-found'
  | 'staff-emergency'
  | 'accidental'
  | 'test'
  | 'false';

export type PastIncident = {
  storeId: string;
  /** Minutes before the midnight that began today, so that the hour of the night stays true; see `momentOf`. */
  at: number;
  disposition: PastDisposition;
  /** Null for self-tests, which no operator acknowledges. */
  minutesToAck: number | null;
  /** Null when nobody was sent. */
  minutesToScene: number | null;
};

export type DemoCity = {
  city: CityFacts;
  districts: District[];
  map: CityMap;
  stations: Station[];
  streets: NamedStreet[];
  stores: Store[];
  policeOffices: PoliceOffice[];
  units: Unit[];
  staff: StaffMember[];
  history: PastIncident[];
};
