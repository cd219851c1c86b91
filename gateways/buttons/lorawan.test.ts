// What LoRaWAN buttons mean, through either network server.
import { describe, expect, test } from 'vitest';
import {
  chirpstackDevEui,
  decodeChirpstack,
  decodeTheThingsStack,
  theThingsStackDevEui,
} from './index.ts';
import { bytes, reasonOf, signalOf } from './read-for-test.ts';

describe('ChirpStack v4', () => {
  const up = {
    deduplicationId: '57433366-50a6-4dc2-8145-2df1bbc70d9e',
    time: '2022-07-18T09:34:15.775023242+00:00',
    deviceInfo: { devEui: '0101010101010101' },
    fPort: 85,
  };

  test('Milesight bytes: a long press with battery', () => {
    const data = Buffer.from('017564ff2e02', 'hex').toString('base64');
    expect(signalOf(decodeChirpstack(bytes({ ...up, data })))).toMatchObject({
      kind: 'alarm',
      press: 'long',
      batteryPercent: 100,
      deliveryId: up.deduplicationId,
      occurredAt: new Date('2022-07-18T09:34:15.775Z'),
    });
    expect(chirpstackDevEui(up)).toBe('0101010101010101');
  });

  test('Milesight’s description after a join is a sign of life', () => {
    const data = Buffer.from('ff0bffff0101ff166136c40091605408ff090300ff0a0101ff0f00', 'hex');
    expect(signalOf(decodeChirpstack({ ...up, data: data.toString('base64') })).kind).toBe(
      'supervision',
    );
  });

  test('our own two bytes', () => {
    expect(signalOf(decodeChirpstack({ ...up, data: 'AVA=' }))).toMatchObject({
      kind: 'alarm',
      press: 'single',
      batteryPercent: 80,
    });
    expect(signalOf(decodeChirpstack({ ...up, data: 'AA==' })).kind).toBe('supervision');
    expect(reasonOf(decodeChirpstack({ ...up, data: 'CQ==' }))).toBe('not-understood');
  });

  test('the decoded object decides where there is one', () => {
    expect(
      signalOf(decodeChirpstack({ ...up, object: { press: 'short', battery: 50 } })),
    ).toMatchObject({
      kind: 'alarm',
      press: 'single',
      batteryPercent: 50,
    });
    expect(signalOf(decodeChirpstack({ ...up, object: { Alarm: true } })).kind).toBe('alarm');
    expect(signalOf(decodeChirpstack({ ...up, object: { alarm: 'off' } })).kind).toBe(
      'supervision',
    );
    expect(signalOf(decodeChirpstack({ ...up, object: { alarm: false } })).kind).toBe(
      'supervision',
    );
    expect(reasonOf(decodeChirpstack({ ...up, object: { alarm: 'whirr' } }))).toBe(
      'not-understood',
    );
  });

  test('a mapping of the device overrules the defaults', () => {
    const byObject = {
      from: 'object',
      field: 'mode',
      presses: { '3': 'long', true: 'double' },
      battery: 'pct',
    } as const;
    expect(
      signalOf(decodeChirpstack({ ...up, object: { mode: 3, pct: 7 } }, 'up', byObject)),
    ).toMatchObject({ kind: 'alarm', press: 'long', batteryPercent: 7 });
    expect(signalOf(decodeChirpstack({ ...up, object: { mode: 4 } }, 'up', byObject)).kind).toBe(
      'supervision',
    );
    const byBytes = {
      from: 'bytes',
      at: 1,
      mask: 0x0f,
      fPort: 85,
      presses: { '2': 'single' },
      battery: 0,
    } as const;
    const data = Buffer.from([55, 0xf2]).toString('base64');
    expect(signalOf(decodeChirpstack({ ...up, data }, 'up', byBytes))).toMatchObject({
      kind: 'alarm',
      batteryPercent: 55,
    });
    expect(signalOf(decodeChirpstack({ ...up, fPort: 1, data }, 'up', byBytes)).kind).toBe(
      'supervision',
    );
  });

  test('join and status are signs of life, the rest is not understood', () => {
    expect(signalOf(decodeChirpstack(up, 'join')).kind).toBe('supervision');
    expect(signalOf(decodeChirpstack({ ...up, batteryLevel: 75.3 }, 'status')).batteryPercent).toBe(
      75,
    );
    const mains = { ...up, externalPowerSource: true };
    expect(signalOf(decodeChirpstack(mains, 'status')).batteryPercent).toBeNull();
    expect(reasonOf(decodeChirpstack(up, 'log'))).toBe('not-understood');
    expect(reasonOf(decodeChirpstack({ ...up, data: '!' }))).toBe('malformed');
  });
});

describe('The Things Stack v3', () => {
  const message = {
    end_device_ids: { device_id: 'shop-1', dev_eui: '0004A30B001C0530' },
    received_at: '2020-02-12T15:15:45.787Z',
    uplink_message: {
      session_key_id: 'AXA50tHUSoG4gMcQ8Q==',
      f_port: 1,
      frm_payload: 'AQ==',
      received_at: '2020-02-12T15:15:45.000Z',
      last_battery_percentage: { f_cnt: 1, value: 94.5 },
    },
  };

  test('the omitted frame counter is zero, and a retry has the same id', () => {
    const first = signalOf(decodeTheThingsStack(bytes(message)));
    const retry = signalOf(
      decodeTheThingsStack({ ...message, received_at: '2020-02-12T15:19:45Z' }),
    );
    expect(first).toMatchObject({
      kind: 'alarm',
      press: 'single',
      batteryPercent: 95,
      deliveryId: 'AXA50tHUSoG4gMcQ8Q==:0',
    });
    expect(retry.deliveryId).toBe(first.deliveryId);
    expect(theThingsStackDevEui(message)).toBe('0004a30b001c0530');
  });

  test('an empty payload and a join are signs of life; a simulated press is refused', () => {
    const { frm_payload: _omitted, ...empty } = message.uplink_message;
    expect(signalOf(decodeTheThingsStack({ ...message, uplink_message: empty })).kind).toBe(
      'supervision',
    );
    expect(signalOf(decodeTheThingsStack({ join_accept: { session_key_id: 'k' } }))).toMatchObject({
      kind: 'supervision',
      deliveryId: 'join:k',
    });
    expect(reasonOf(decodeTheThingsStack({ ...message, simulated: true }))).toBe('not-understood');
    expect(reasonOf(decodeTheThingsStack({ downlink_sent: {} }))).toBe('not-understood');
  });
});
