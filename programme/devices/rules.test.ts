// Proves what a press means: help is never taken for a test, and a test never for help unless somebody insists.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Press } from './contract.ts';
import { type PressFacts, readPress } from './rules.ts';

const facts = fc.record({
  press: fc.constantFrom<Press>('single', 'double', 'triple', 'long'),
  holdOnly: fc.boolean(),
  inTestMode: fc.boolean(),
  testedInThisWindow: fc.boolean(),
});

test('an insistent press is a call, whatever the mode and the policy of the device', () => {
  fc.assert(
    fc.property(facts, (given) => {
      fc.pre(given.press !== 'single');
      expect(readPress(given).meaning).toBe('call');
    }),
  );
});

test('only a first short press in test mode is a test', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const isFirstShort =
        given.inTestMode && given.press === 'single' && !given.testedInThisWindow;
      expect(readPress(given).meaning === 'test').toBe(isFirstShort);
    }),
  );
});

test('a touch that calls nobody needs a device that must be held, outside test mode', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const isTouch = given.holdOnly && !given.inTestMode && given.press === 'single';
      expect(readPress(given).meaning === 'touch').toBe(isTouch);
    }),
  );
});

test('a call promotes the test of the same window and never one of another', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const meaning = readPress(given);
      const promotes = meaning.meaning === 'call' && meaning.promotesTest;
      expect(promotes).toBe(given.inTestMode && given.testedInThisWindow);
    }),
  );
});

test.each<[string, Partial<PressFacts>, ReturnType<typeof readPress>]>([
  ['an ordinary press', {}, { meaning: 'call', promotesTest: false }],
  ['a press in test mode', { inTestMode: true }, { meaning: 'test' }],
  [
    'a second press in test mode',
    { inTestMode: true, testedInThisWindow: true },
    { meaning: 'call', promotesTest: true },
  ],
  [
    'a long press in test mode',
    { inTestMode: true, press: 'long' },
    { meaning: 'call', promotesTest: false },
  ],
  ['a short press where one must hold', { holdOnly: true }, { meaning: 'touch' }],
  [
    'a long press where one must hold',
    { holdOnly: true, press: 'long' },
    { meaning: 'call', promotesTest: false },
  ],
])('%s', (_, over, meaning) => {
  const ordinary: PressFacts = {
    press: 'single',
    holdOnly: false,
    inTestMode: false,
    testedInThisWindow: false,
  };
  expect(readPress({ ...ordinary, ...over })).toEqual(meaning);
});
