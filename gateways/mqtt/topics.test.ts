// Whose a topic is, and that no filter reaches beyond a login's own.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MqttLogin, mayListen, ownerOf } from './topics.ts';

const login: MqttLogin = {
  topics: [
    { topic: 'z2m/floor', deviceId: 'floor' },
    { topic: 'z2m/floor/till', deviceId: 'till' },
    { topic: 'z2m/bridge', deviceId: null },
  ],
  subscribe: ['z2m'],
};

describe('a topic', () => {
  test.each([
    ['z2m/floor', 'floor'],
    ['z2m/floor/availability', 'floor'],
    ['z2m/floor/till/action', 'till'],
    ['z2m/bridge/state', null],
    ['z2m/floors', undefined],
    ['z2m', undefined],
    ['', undefined],
  ])('%s is of %s', (topic, owner) => {
    expect(ownerOf(login, topic)).toBe(owner);
  });
});

describe('a filter', () => {
  test.each([
    ['z2m/+/set', true],
    ['z2m/#', true],
    ['z2m', true],
    ['#', false],
    ['+/floor', false],
    ['z2m+/x', false],
    ['$share/g/z2m/#', false],
    ['$SYS/#', false],
  ])('%s may be heard: %s', (filter, allowed) => {
    expect(mayListen(login, filter)).toBe(allowed);
  });

  test('that is allowed matches no topic outside', () => {
    const level = fc.constantFrom('z2m', 'floor', 'other', '+', '#', '', '$SYS');
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 4 }), (levels) => {
        if (mayListen(login, levels.join('/'))) expect(levels[0]).toBe('z2m');
      }),
    );
  });

  test('of an empty or wildcard entry owns nothing', () => {
    for (const topic of ['', '#', '+', 'a/#']) {
      const wide: MqttLogin = { topics: [{ topic, deviceId: 'x' }], subscribe: [topic] };
      expect(ownerOf(wide, 'a/b')).toBeUndefined();
      expect(mayListen(wide, 'a/b')).toBe(false);
    }
  });
});
