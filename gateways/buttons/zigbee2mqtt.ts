// Decodes what Zigbee2MQTT publishes for a button (https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html).
import type { Decoded } from '#programme/devices/contract.ts';
import {
  type Fields,
  field,
  linkQuality,
  lowBatteryPercent,
  percent,
  readFields,
  readText,
  refuse,
  signal,
  textField,
  time,
} from './payload.ts';
import { pressFromWord } from './press-words.ts';

const bridgeTopic =
  /(?:^|\/)bridge\/(?:state|info|devices|groups|event|extensions|converters|definitions|logging|log|health|config|request|response)(?:\/|$)/;

/**
 * Decodes one Zigbee2MQTT message.
 *
 * `<base>/<name>` carries an object with `action`, `battery` (percent), `linkquality` (0 to 255), `tamper`, `last_seen`;
 * `<base>/<name>/action` the bare action; `<base>/<name>/availability` `online` or `offline`. Without a topic the payload is
 * read as the device's object. `bridge/…`, `…/set` and `…/get` are not a device speaking and are refused as not understood;
 * so is `offline`, because counting it as a sign of life would hide the very silence that it reports.
 */
export function decodeZigbee2mqtt(payload: unknown, topic = ''): Decoded {
  if (bridgeTopic.test(topic)) {
    return refuse(
      'not-understood',
      'This is a message of the Zigbee2MQTT bridge and not of a device.',
    );
  }
  if (topic.endsWith('/availability')) return decodeAvailability(payload);
  if (/\/(?:set|get)(?:\/|$)/.test(topic)) {
    return refuse('not-understood', 'This is a command to a device and not a message of one.');
  }
  if (topic.endsWith('/action')) {
    const word = readText(payload);
    return word.ok ? decodeAction(word.value, {}) : word;
  }
  const read = readFields(payload);
  return read.ok ? decodeState(read.value) : read;
}

function decodeState(fields: Fields): Decoded {
  const action = field(fields, 'action') ?? field(fields, 'click');
  if (typeof action === 'string') return decodeAction(action, fields);
  if (action !== undefined && action !== null) {
    return refuse(
      'malformed',
      'The field "action" is not text. Check the converter of this button.',
    );
  }
  for (const name of ['sos', 'emergency', 'panic']) {
    if (field(fields, name) === true)
      return signal('alarm', { press: 'single', ...health(fields) });
  }
  const proofs = [
    'action',
    'battery',
    'battery_low',
    'linkquality',
    'voltage',
    'tamper',
    'last_seen',
  ];
  return proofs.some((name) => Object.hasOwn(fields, name))
    ? signal('supervision', health(fields))
    : refuse('not-understood', 'The message has no field that a button sends. Check the topic.');
}

function decodeAction(action: string, fields: Fields): Decoded {
  const press = pressFromWord(action);
  if (press === null) {
    return refuse(
      'not-understood',
      'The button reports an action that is not known as a press. Tell the maintainers its model.',
    );
  }
  return press === 'no-press'
    ? signal('supervision', health(fields))
    : signal('alarm', { press, ...health(fields) });
}

function health(fields: Fields) {
  const low = field(fields, 'battery_low') === true ? lowBatteryPercent : null;
  return {
    batteryPercent: percent(field(fields, 'battery')) ?? low,
    linkQuality: linkQuality(field(fields, 'linkquality')),
    tampered: field(fields, 'tamper') === true,
    occurredAt: time(field(fields, 'last_seen')),
  };
}

function decodeAvailability(payload: unknown): Decoded {
  const text = readText(payload);
  let state: string | null = null;
  if (text.ok && !text.value.trimStart().startsWith('{')) {
    state = text.value.trim();
  } else {
    const read = readFields(payload);
    if (!read.ok) return read;
    state = textField(read.value, 'state');
  }
  if (state === 'online') return signal('supervision');
  if (state === 'offline') {
    return refuse(
      'not-understood',
      'The bridge cannot reach this device. Check its battery and range.',
    );
  }
  return refuse('malformed', 'Availability is neither "online" nor "offline".');
}
