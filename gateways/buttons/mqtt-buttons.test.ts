// What the buttons that speak MQTT mean, maker by maker.
import { describe, expect, test } from 'vitest';
import {
  decodePlain,
  decodeShelly,
  decodeZigbee2mqtt,
  deliveryIdLifetimeSeconds,
} from './index.ts';
import { bytes, reasonOf, signalOf } from './read-for-test.ts';

describe('Zigbee2MQTT', () => {
  test('an emergency is an alarm with battery and link quality', () => {
    const payload = bytes({ action: 'emergency', battery: 82, linkquality: 90 });
    expect(signalOf(decodeZigbee2mqtt(payload, 'zigbee2mqtt/counter'))).toEqual({
      kind: 'alarm',
      press: 'single',
      batteryPercent: 82,
      linkQuality: 90,
      tampered: false,
      deliveryId: null,
      occurredAt: null,
    });
  });

  test.each([
    ['single', 'single'],
    ['1_double', 'double'],
    ['button_2_triple', 'triple'],
    ['hold', 'long'],
    ['on-hold', 'long'],
    ['long_press', 'long'],
    ['on', 'single'],
    ['off', 'single'],
    ['panic', 'single'],
    ['arm_all_zones', 'single'],
    ['up_press', 'single'],
  ] as const)('the action %s is an alarm, pressed %s', (action, press) => {
    expect(signalOf(decodeZigbee2mqtt({ action }))).toMatchObject({ kind: 'alarm', press });
  });

  test.each(['release', 'hold_release', 'on_press_release', '', 'none'])(
    'the action "%s" only proves that the button lives',
    (action) => {
      const decoded = signalOf(decodeZigbee2mqtt({ action, battery: 50 }));
      expect(decoded).toMatchObject({ kind: 'supervision', press: null, batteryPercent: 50 });
    },
  );

  test('an action of no known meaning is kept for an operator to see', () => {
    expect(reasonOf(decodeZigbee2mqtt({ action: 'rotate_left', battery: 9 }))).toBe(
      'not-understood',
    );
    expect(reasonOf(decodeZigbee2mqtt({ action: 'constructor' }))).toBe('not-understood');
    expect(reasonOf(decodeZigbee2mqtt({ action: 7 }))).toBe('malformed');
  });

  test('battery alone is supervision; a low battery without a figure is flagged', () => {
    expect(signalOf(decodeZigbee2mqtt({ battery: 81.6 }))).toMatchObject({
      kind: 'supervision',
      batteryPercent: 82,
    });
    expect(signalOf(decodeZigbee2mqtt({ battery_low: true })).batteryPercent).toBe(10);
    expect(signalOf(decodeZigbee2mqtt({ battery: 255, tamper: true }))).toMatchObject({
      batteryPercent: null,
      tampered: true,
    });
  });

  test('online is a sign of life, offline is not', () => {
    const topic = 'zigbee2mqtt/floor 1/counter/availability';
    expect(signalOf(decodeZigbee2mqtt(bytes('online'), topic)).kind).toBe('supervision');
    expect(signalOf(decodeZigbee2mqtt(bytes({ state: 'online' }), topic)).kind).toBe('supervision');
    expect(reasonOf(decodeZigbee2mqtt(bytes('offline'), topic))).toBe('not-understood');
    expect(reasonOf(decodeZigbee2mqtt(bytes({ state: 'offline' }), topic))).toBe('not-understood');
    expect(reasonOf(decodeZigbee2mqtt(bytes('maybe'), topic))).toBe('malformed');
  });

  test('the bridge and commands are not a device speaking', () => {
    const press = bytes({ action: 'emergency' });
    expect(reasonOf(decodeZigbee2mqtt(press, 'zigbee2mqtt/bridge/state'))).toBe('not-understood');
    expect(reasonOf(decodeZigbee2mqtt(press, 'city/z2m/bridge/logging'))).toBe('not-understood');
    expect(reasonOf(decodeZigbee2mqtt(press, 'zigbee2mqtt/counter/set'))).toBe('not-understood');
  });

  test('the bare action topic is read too', () => {
    const decoded = decodeZigbee2mqtt(bytes('double'), 'zigbee2mqtt/counter/action');
    expect(signalOf(decoded)).toMatchObject({ kind: 'alarm', press: 'double' });
  });
});

describe('Shelly', () => {
  const topic = 'shellies/shellybutton1-A1/input_event/0';

  test.each([
    ['S', 'single'],
    ['SS', 'double'],
    ['SSS', 'triple'],
    ['L', 'long'],
  ] as const)('the event %s is an alarm, pressed %s', (event, press) => {
    expect(signalOf(decodeShelly(bytes({ event, event_cnt: 12 }), topic))).toMatchObject({
      kind: 'alarm',
      press,
      deliveryId: 'input:0:12',
    });
  });

  test('start without a press, battery, online, announce are signs of life', () => {
    expect(signalOf(decodeShelly(bytes({ event: '', event_cnt: 0 }), topic)).kind).toBe(
      'supervision',
    );
    expect(signalOf(decodeShelly(bytes('98'), 'shellies/x/sensor/battery'))).toMatchObject({
      kind: 'supervision',
      batteryPercent: 98,
    });
    expect(signalOf(decodeShelly(bytes('true'), 'shellies/x/online')).kind).toBe('supervision');
    expect(signalOf(decodeShelly(bytes({ id: 'x' }), 'shellies/x/announce')).kind).toBe(
      'supervision',
    );
    expect(reasonOf(decodeShelly(bytes('false'), 'shellies/x/online'))).toBe('not-understood');
    expect(reasonOf(decodeShelly(bytes('full'), 'shellies/x/sensor/battery'))).toBe('malformed');
  });

  test('counters that start over identify a message for minutes only', () => {
    expect(deliveryIdLifetimeSeconds['mqtt-shelly']).toBeLessThanOrEqual(600);
  });

  test('second generation: the push is the alarm, the edges around it are not', () => {
    const rpc = (event: string) => ({
      src: 'shellyplusi4-1',
      method: 'NotifyEvent',
      params: {
        ts: 1_700_000_000.5,
        events: [{ component: 'input:0', event, ts: 1_700_000_000.4 }],
      },
    });
    const at = 'shop/events/rpc';
    expect(signalOf(decodeShelly(rpc('single_push'), at))).toMatchObject({
      kind: 'alarm',
      press: 'single',
      deliveryId: 'input:0@1700000000.4',
      occurredAt: new Date(1_700_000_000_400),
    });
    expect(signalOf(decodeShelly(rpc('long_push'), at)).press).toBe('long');
    expect(signalOf(decodeShelly(rpc('btn_down'), at)).kind).toBe('supervision');
    const status = {
      method: 'NotifyStatus',
      params: { 'devicepower:0': { battery: { percent: 40 } } },
    };
    expect(signalOf(decodeShelly(status, at))).toMatchObject({
      kind: 'supervision',
      batteryPercent: 40,
    });
  });
});

describe('plain MQTT', () => {
  test('object and bare words', () => {
    expect(signalOf(decodePlain(bytes({ event: 'press', battery: 70, id: 42 })))).toMatchObject({
      kind: 'alarm',
      press: 'single',
      batteryPercent: 70,
      deliveryId: '42',
    });
    expect(signalOf(decodePlain(bytes('press\n'))).kind).toBe('alarm');
    expect(signalOf(decodePlain(bytes('long'))).press).toBe('long');
    expect(signalOf(decodePlain(bytes('alive'))).kind).toBe('supervision');
  });

  test('an id that cannot be kept is refused, never cut short', () => {
    expect(reasonOf(decodePlain(bytes({ event: 'press', id: 'x'.repeat(129) })))).toBe('malformed');
    expect(reasonOf(decodePlain(bytes({ event: 'press', id: 'a\u0000b' })))).toBe('malformed');
    expect(reasonOf(decodePlain(bytes({ event: 'press', id: { a: 1 } })))).toBe('malformed');
  });

  test('other words are not understood, and rubbish is malformed', () => {
    expect(reasonOf(decodePlain(bytes('hello')))).toBe('not-understood');
    expect(reasonOf(decodePlain(bytes('')))).toBe('malformed');
    expect(reasonOf(decodePlain(Uint8Array.of(0xff, 0xfe)))).toBe('malformed');
  });
});
