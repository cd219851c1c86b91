// Decodes Shelly buttons: first generation (https://shelly-api-docs.shelly.cloud/gen1/#shelly-button1-mqtt) and, where simple, second.
import type { Decoded, Press } from '#programme/devices/contract.ts';
import {
  deliveryId,
  type Fields,
  field,
  isFields,
  numberField,
  percent,
  readFields,
  readText,
  refuse,
  signal,
  textField,
  time,
} from './payload.ts';
import { stronger } from './press-words.ts';

const firstGeneration: Readonly<Record<string, Press>> = {
  S: 'single',
  SS: 'double',
  SSS: 'triple',
  L: 'long',
  SL: 'long',
  LS: 'long',
};

const secondGeneration: Readonly<Record<string, Press>> = {
  single_push: 'single',
  double_push: 'double',
  triple_push: 'triple',
  long_push: 'long',
};

/**
 * Decodes one Shelly message by its topic.
 *
 * First generation: `shellies/<id>/input_event/<n>` with `{"event":"S","event_cnt":12}`, `/sensor/battery` with a percentage,
 * `/online`, `/announce`, `/info`. The event counter becomes the delivery id `input:<n>:<count>`: mains-powered models repeat
 * the last event every 30 s, and the counter starts again after a loss of power, so such ids identify for minutes, not for ever
 * (see `deliveryIdLifetimeSeconds`). Second generation: `<prefix>/events/rpc`. There `btn_down` and `btn_up` frame a press
 * that follows under its own name, and count as supervision.
 */
export function decodeShelly(payload: unknown, topic = ''): Decoded {
  const input = /\/input_event\/(\d{1,2})$/.exec(topic);
  if (input?.[1] !== undefined) return decodeInputEvent(payload, input[1]);
  if (topic.endsWith('/events/rpc')) return decodeRpc(payload);
  if (topic.endsWith('/online')) return decodeOnline(payload);
  if (topic.endsWith('/sensor/battery')) return decodeBattery(payload);
  if (/\/(?:announce|info)$/.test(topic)) {
    const read = readFields(payload);
    return read.ok
      ? signal('supervision', { batteryPercent: percent(field(field(read.value, 'bat'), 'value')) })
      : read;
  }
  if (/\/(?:sensor\/\w{1,32}|input\/\d{1,2}|longpush\/\d{1,2})$/.test(topic)) {
    const text = readText(payload);
    return text.ok ? signal('supervision') : text;
  }
  return refuse('not-understood', 'This Shelly topic is not one of a button. Check the topic.');
}

function decodeInputEvent(payload: unknown, channel: string): Decoded {
  const read = readFields(payload);
  if (!read.ok) return read;
  const event = textField(read.value, 'event');
  if (event === null) return refuse('malformed', 'The input event has no field "event".');
  // After a start without a press the device publishes an empty event.
  if (event === '') return signal('supervision');
  const press = Object.hasOwn(firstGeneration, event) ? firstGeneration[event] : undefined;
  if (press === undefined) {
    return refuse(
      'not-understood',
      'The input event is none of S, SS, SSS, L. Update the firmware.',
    );
  }
  const count = numberField(read.value, 'event_cnt');
  return signal('alarm', {
    press,
    deliveryId: count === null ? null : deliveryId(`input:${channel}:${count}`),
  });
}

function decodeBattery(payload: unknown): Decoded {
  const text = readText(payload);
  if (!text.ok) return text;
  const value = /^\s*\d{1,3}(\.\d{1,4})?\s*$/.test(text.value) ? percent(Number(text.value)) : null;
  return value === null
    ? refuse('malformed', 'The battery figure is not a percentage.')
    : signal('supervision', { batteryPercent: value });
}

function decodeOnline(payload: unknown): Decoded {
  const text = readText(payload);
  if (!text.ok) return text;
  if (text.value.trim() === 'true') return signal('supervision');
  return text.value.trim() === 'false'
    ? refuse('not-understood', 'The device left the network. Check its battery and Wi-Fi.')
    : refuse('malformed', '"online" is neither true nor false.');
}

function decodeRpc(payload: unknown): Decoded {
  const read = readFields(payload);
  if (!read.ok) return read;
  const method = textField(read.value, 'method');
  const params = field(read.value, 'params');
  if (!isFields(params)) return refuse('malformed', 'The notification has no "params".');
  if (method === 'NotifyStatus' || method === 'NotifyFullStatus') {
    const battery = field(field(params, 'devicepower:0'), 'battery');
    return signal('supervision', {
      batteryPercent: percent(field(battery, 'percent')),
      occurredAt: time(field(params, 'ts')),
    });
  }
  if (method !== 'NotifyEvent') {
    return refuse('not-understood', 'This Shelly notification is not one of a button.');
  }
  return decodeEvents(params);
}

function decodeEvents(params: Fields): Decoded {
  const events = field(params, 'events');
  if (!Array.isArray(events)) return refuse('malformed', 'The notification has no list "events".');
  let press: Press | null = null;
  let id: string | null = null;
  let occurredAt: Date | null = null;
  for (const event of events.slice(0, 32)) {
    const name = textField(event, 'event') ?? '';
    const pressed = Object.hasOwn(secondGeneration, name) ? secondGeneration[name] : undefined;
    if (pressed === undefined) continue;
    press = stronger(press, pressed);
    const at = numberField(event, 'ts') ?? numberField(params, 'ts');
    id ??= at === null ? null : deliveryId(`${textField(event, 'component') ?? ''}@${at}`);
    occurredAt ??= time(at);
  }
  return press === null
    ? signal('supervision', { occurredAt: time(field(params, 'ts')) })
    : signal('alarm', { press, deliveryId: id, occurredAt });
}
