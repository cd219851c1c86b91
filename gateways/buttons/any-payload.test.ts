// That no bytes whatever can break a decoder, and nothing unbounded comes out of one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protocols } from '#programme/devices/contract.ts';
import { decodeButton, maxPayloadBytes } from './index.ts';
import { bytes, reasonOf, signalOf } from './read-for-test.ts';

describe('whatever comes in', () => {
  const topics = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'up',
      'join',
      'status',
      'shellies/x/input_event/0',
      'shellies/x/sensor/battery',
      'shellies/x/online',
      'shellies/x/announce',
      'p/events/rpc',
      'zigbee2mqtt/x',
      'zigbee2mqtt/x/availability',
      'zigbee2mqtt/x/action',
    ),
  );
  const names = fc.constantFrom(
    'action',
    'event',
    'event_cnt',
    'battery',
    'data',
    'object',
    'params',
    'events',
    'method',
    'uplink_message',
    'frm_payload',
    'decoded_payload',
    'session_key_id',
    'id',
    'at',
    '__proto__',
    'last_seen',
    'tamper',
    'time',
    'deviceInfo',
  );
  const leaves = fc.oneof(
    fc.constantFrom('single', 'press', 'AQ==', 'online', '', 'NotifyEvent'),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const trees = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaves,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(names, tie('node'), { maxKeys: 6 }),
    ),
  })).node;
  const payloads = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    trees.map((tree) => bytes(JSON.stringify(tree) ?? '')),
    trees,
    fc.anything(),
  );

  test('every decoder answers and never throws, with figures within their bounds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...protocols), topics, payloads, (protocol, topic, payload) => {
        const decoded = decodeButton(protocol, topic, payload);
        if (!decoded.ok) {
          expect(['malformed', 'not-understood', 'too-large']).toContain(decoded.reason);
          return;
        }
        const { kind, press, batteryPercent, linkQuality, deliveryId, occurredAt } = decoded.signal;
        expect(kind === 'alarm').toBe(press !== null);
        if (batteryPercent !== null)
          expect(batteryPercent >= 0 && batteryPercent <= 100).toBe(true);
        if (linkQuality !== null) expect(linkQuality >= 0 && linkQuality <= 255).toBe(true);
        if (deliveryId !== null) expect(deliveryId.length).toBeLessThanOrEqual(128);
        if (occurredAt !== null) expect(Number.isNaN(occurredAt.getTime())).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('no mapping of a model makes a decoder throw, and what it does not list is no alarm', () => {
    const presses = fc.dictionary(
      fc.integer({ min: 0, max: 255 }).map(String),
      fc.constantFrom('single' as const, 'long' as const),
      { minKeys: 1, maxKeys: 4 },
    );
    const byte = fc.integer({ min: 0, max: 241 });
    const mappings = fc.oneof(
      fc.record({ from: fc.constant('bytes' as const), at: byte, presses, battery: byte }),
      fc.record({ from: fc.constant('object' as const), field: names, presses, battery: names }),
    );
    fc.assert(
      fc.property(mappings, payloads, fc.boolean(), (mapping, payload, isTtn) => {
        const network = isTtn ? 'lorawan-ttn' : 'lorawan-chirpstack';
        const decoded = decodeButton(network, 'up', payload, { mapping });
        if (decoded.ok && decoded.signal.press !== null)
          expect(Object.values(mapping.presses)).toContain(decoded.signal.press);
      }),
      { numRuns: 1000 },
    );
  });

  test('a message over the bound is refused unread', () => {
    const large = new Uint8Array(maxPayloadBytes + 1).fill(0x20);
    for (const protocol of ['mqtt-plain', 'mqtt-zigbee2mqtt', 'webhook', 'lorawan-ttn'] as const) {
      expect(reasonOf(decodeButton(protocol, 'x', large))).toBe('too-large');
    }
    const deep = bytes('['.repeat(60_000));
    expect(reasonOf(decodeButton('webhook', '', deep))).toBe('malformed');
  });

  test('a stored alarm told again is a sign of life and no alarm', () => {
    const press = bytes({ action: 'emergency', battery: 40 });
    const decoded = decodeButton('mqtt-zigbee2mqtt', 'zigbee2mqtt/x', press, { replayed: true });
    expect(signalOf(decoded)).toMatchObject({
      kind: 'supervision',
      press: null,
      batteryPercent: 40,
    });
  });

  test('a refusal never quotes the payload', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{12,20}$/), (secret) => {
        for (const protocol of protocols) {
          const decoded = decodeButton(
            protocol,
            `t/${secret}`,
            bytes({ event: secret, action: secret }),
          );
          if (!decoded.ok) expect(decoded.detail).not.toContain(secret);
        }
      }),
      { numRuns: 50 },
    );
  });
});
