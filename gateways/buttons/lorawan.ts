// Reads what a LoRaWAN button means: an object that the network server decoded, or the raw bytes.
import type { Decoded, Press } from '#programme/devices/contract.ts';
import type { Mapping } from '#programme/devices/shapes.ts';
import { type Fields, field, isFields, percent, refuse, signal } from './payload.ts';
import { pressFromWord } from './press-words.ts';

/** How one model speaks, where the defaults do not fit; `programme/devices/shapes.ts` says what its parts mean. */
export type LorawanMapping = Mapping;

export type Uplink = { object: unknown; data: Uint8Array | null; fPort: number };
export type Said = { deliveryId: string | null; occurredAt: Date | null };

const pressFields = [
  'sos',
  'panic',
  'emergency',
  'alarm',
  'press',
  'pressed',
  'button',
  'button_pressed',
  'button_event',
  'action',
  'event',
  'alarm_status',
];
// Numbers in these are codes of the maker's own.
const wordFields = new Set(['action', 'event', 'button_event']);
const batteryFields = ['battery', 'battery_percent', 'battery_level', 'bat', 'batt'];

const bytePresses: readonly (Press | null)[] = [null, 'single', 'double', 'triple', 'long'];
const milesightPresses: readonly (Press | null)[] = [null, 'single', 'long', 'double'];

/** Reads standard base64, padded or not; `null` for anything else. An empty text is an empty payload. */
export function readBase64(value: unknown): Uint8Array | null {
  if (typeof value !== 'string' || value.length > 4096 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
    return null;
  return Buffer.from(value, 'base64');
}

/** What an uplink means, by the device's mapping or by the defaults that README.md lists. Never throws. */
export function decodeUplink(uplink: Uplink, said: Said, mapping?: LorawanMapping): Decoded {
  if (mapping?.from === 'object') return byObjectMapping(uplink.object, said, mapping);
  if (mapping?.from === 'bytes') return byByteMapping(uplink, said, mapping);
  if (isFields(uplink.object) && Object.keys(uplink.object).length > 0) {
    const decoded = byFieldNames(uplink.object, said);
    if (decoded !== null) return decoded;
  }
  if (uplink.data === null || uplink.data.length === 0) return signal('supervision', said);
  return uplink.data.length <= 2
    ? plainBytes(uplink.data, said)
    : milesightBytes(uplink.data, said);
}

function byObjectMapping(
  object: unknown,
  said: Said,
  mapping: Extract<LorawanMapping, { from: 'object' }>,
): Decoded {
  if (!isFields(object)) {
    return refuse(
      'not-understood',
      'No decoded object came along. Install the codec in the network server.',
    );
  }
  const value = field(object, mapping.field);
  const batteryPercent =
    mapping.battery === undefined ? null : percent(field(object, mapping.battery));
  return byPress(lookUp(mapping.presses, value), { ...said, batteryPercent });
}

function byByteMapping(
  uplink: Uplink,
  said: Said,
  mapping: Extract<LorawanMapping, { from: 'bytes' }>,
): Decoded {
  if (mapping.fPort !== undefined && mapping.fPort !== uplink.fPort)
    return signal('supervision', said);
  if (uplink.data === null) {
    return refuse('malformed', 'The uplink has no payload bytes that could be read.');
  }
  const byte = uplink.data[mapping.at];
  const battery = mapping.battery === undefined ? undefined : uplink.data[mapping.battery];
  const press = byte === undefined ? null : lookUp(mapping.presses, byte & (mapping.mask ?? 0xff));
  return byPress(press, { ...said, batteryPercent: percent(battery) });
}

/** The object's own words: the first known field that says something decides. `null`: no known field. */
function byFieldNames(object: Fields, said: Said): Decoded | null {
  const byName = new Map(
    Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const batteryName = batteryFields.find((name) => byName.has(name));
  const batteryPercent = batteryName === undefined ? null : percent(byName.get(batteryName));
  let known = batteryName !== undefined;
  let unknownWord = false;
  let press: Press | null = null;
  for (const name of pressFields) {
    if (!byName.has(name)) continue;
    known = true;
    const value = byName.get(name);
    if (value === true || (typeof value === 'number' && value !== 0 && !wordFields.has(name))) {
      press ??= 'single';
    }
    // Here "off" is the state of an alarm, and not a key that somebody hit.
    if (typeof value !== 'string' || /^(?:false|no|off|0)$/i.test(value)) continue;
    const word = /^(?:true|yes|1)$/i.test(value) ? 'single' : pressFromWord(value);
    if (word === null) unknownWord = true;
    if (word !== null && word !== 'no-press') press ??= word;
  }
  if (press === null && unknownWord) {
    return refuse(
      'not-understood',
      'The codec uses a word that is not known. Give this device a mapping.',
    );
  }
  return known ? byPress(press, { ...said, batteryPercent }) : null;
}

/** Our own layout: byte 0 the event (0 alive, 1 single, 2 double, 3 triple, 4 long), byte 1 the battery in percent. */
function plainBytes(data: Uint8Array, said: Said): Decoded {
  const press = bytePresses[data[0] ?? 0];
  return press === undefined
    ? noSuchBytes()
    : byPress(press, { ...said, batteryPercent: percent(data[1]) });
}

/**
 * Milesight's channel layout (WS101 and its like): `01 75 <battery>`, `ff 2e <1 short, 2 long, 3 double>`; the device's
 * description after a join (`ff 01`, `ff 09`, `ff 0a`, `ff 0b`, `ff 0f`, `ff 16`, `ff 18`, `ff ff`) is stepped over.
 */
function milesightBytes(data: Uint8Array, said: Said): Decoded {
  const lengths: Readonly<Record<number, number>> = {
    1: 1,
    9: 2,
    10: 2,
    11: 1,
    15: 1,
    22: 8,
    24: 1,
    255: 2,
  };
  let press: Press | null = null;
  let batteryPercent: number | null = null;
  let known = false;
  for (let at = 0; at + 2 < data.length; ) {
    const channel = data[at];
    const type = data[at + 1] ?? 0;
    const value = data[at + 2];
    if (channel === 0x01 && type === 0x75) {
      batteryPercent = percent(value);
      known = true;
      at += 3;
    } else if (channel === 0xff && type === 0x2e) {
      press ??= milesightPresses[value ?? 0] ?? null;
      known ||= press !== null;
      at += 3;
    } else if (channel === 0xff && lengths[type] !== undefined) {
      known = true;
      at += 2 + lengths[type];
    } else {
      break;
    }
  }
  return known ? byPress(press, { ...said, batteryPercent }) : noSuchBytes();
}

function byPress(press: Press | null, said: Said & { batteryPercent: number | null }): Decoded {
  return press === null ? signal('supervision', said) : signal('alarm', { press, ...said });
}

function lookUp(presses: Readonly<Record<string, Press>>, value: unknown): Press | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return null;
  return Object.hasOwn(presses, String(value)) ? (presses[String(value)] ?? null) : null;
}

function noSuchBytes(): Decoded {
  return refuse(
    'not-understood',
    'The payload bytes follow no known layout. Give this device a mapping.',
  );
}
