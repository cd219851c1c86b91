// Writes and reads a place as PIDF-LO, the XML that emergency services exchange (RFC 4119, 5139, 5491).

export type PidfPlace = {
  name: string;
  /** Whole address as people write it. */
  address: string;
  districtName: string;
  cityName: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
  /** BCP 47 tag of the language that name and address are written in. */
  language: string;
  /** WGS 84 degrees; both or neither. */
  lat: number | null;
  lon: number | null;
  /** Radius in metres of a position that a phone told; absent or `null` for a place of the city. */
  accuracy?: number | null;
};

const wgs84 = 'srsName="urn:ogc:def:crs:EPSG::4326"';

/**
 * One PIDF-LO document: the point, or the circle in which a phone says it is (RFC 5491, 5.2.3), and the civic address of the same place in one `location-info`, the point first (RFC 5491,
 * rule 8). `entity` names who is there as a URI, which here is the incident. Any text gives well-formed XML.
 */
export function toPidfLo(place: PidfPlace, entity: string, at: Date): string {
  const accuracy = place.accuracy ?? null;
  const point =
    !Number.isFinite(place.lat) || !Number.isFinite(place.lon)
      ? ''
      : accuracy === null || !Number.isFinite(accuracy)
        ? `<gml:Point ${wgs84}><gml:pos>${place.lat} ${place.lon}</gml:pos></gml:Point>`
        : `<gs:Circle ${wgs84}><gml:pos>${place.lat} ${place.lon}</gml:pos>` +
          `<gs:radius uom="urn:ogc:def:uom:EPSG::9001">${Math.max(1, Math.round(accuracy))}</gs:radius></gs:Circle>`;
  // The order of elements is that of the schema in RFC 5139, section 4. A1 is the province or the city of its rank, A4 the
  // division of a city; the address is not taken apart, since a wrong street is worse than an unparsed one.
  const civic =
    `<ca:civicAddress xml:lang="${xml(place.language)}">` +
    `<ca:country>${xml(place.countryCode)}</ca:country>` +
    `<ca:A1>${xml(place.cityName)}</ca:A1>` +
    civicPart('A4', place.districtName) +
    civicPart('LOC', place.address) +
    civicPart('NAM', place.name) +
    '</ca:civicAddress>';
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<presence xmlns="urn:ietf:params:xml:ns:pidf"' +
    ' xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"' +
    ' xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"' +
    ' xmlns:gbp="urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy"' +
    ' xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"' +
    ' xmlns:gs="http://www.opengis.net/pidflo/1.0"' +
    ` xmlns:gml="http://www.opengis.net/gml" entity="${xml(entity)}">` +
    `<dm:device id="place"><gp:geopriv><gp:location-info>${point}${civic}</gp:location-info>` +
    '<gp:usage-rules><gbp:retransmission-allowed>true</gbp:retransmission-allowed></gp:usage-rules>' +
    `<gp:method>${accuracy === null ? 'Manual' : 'DBH'}</gp:method></gp:geopriv><dm:deviceID>${xml(entity)}</dm:deviceID>` +
    `<dm:timestamp>${at.toISOString()}</dm:timestamp></dm:device></presence>`
  );
}

/** A part of the address; what nobody knows is left out, since an empty element would say that there is none. */
function civicPart(name: 'A4' | 'LOC' | 'NAM', text: string): string {
  return text === '' ? '' : `<ca:${name}>${xml(text)}</ca:${name}>`;
}

/**
 * Reads the first place of a PIDF-LO document for a desk to show: point and civic parts, `null` for what is not said. It looks
 * for the elements by name whatever their prefix, and resolves the five entities of XML; it is no validating parser.
 */
export function readPidfLo(document: string): {
  lat: number | null;
  lon: number | null;
  name: string | null;
  address: string | null;
  districtName: string | null;
} {
  const source = document.slice(0, 65_536);
  const [lat = Number.NaN, lon = Number.NaN] = (textOf(source, 'pos') ?? '')
    .trim()
    .split(/\s+/)
    .map((part) => (part === '' ? Number.NaN : Number(part)));
  const known = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return {
    lat: known ? lat : null,
    lon: known ? lon : null,
    name: textOf(source, 'NAM'),
    address: textOf(source, 'LOC'),
    districtName: textOf(source, 'A4'),
  };
}

/** Text made safe for XML 1.0 content and quoted attributes; characters that XML cannot carry become U+FFFD. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function textOf(source: string, name: string): string | null {
  const found = new RegExp(`<(?:[\\w.-]{1,32}:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(source)?.[1];
  return found === undefined ? null : unescaped(found);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
