// Particles follow the sound of the last letter, whatever it is written in.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withParticle } from './particles.ts';

test.each([
  ['이수연', '이/가', '이수연이'],
  ['박도하', '이/가', '박도하가'],
  ['순찰 21', '이/가', '순찰 21이'],
  ['순찰 14', '이/가', '순찰 14가'],
  ['순찰 20', '을/를', '순찰 20을'],
  ['서울', '으로/로', '서울로'],
  ['마트', '으로/로', '마트로'],
  ['편의점', '으로/로', '편의점으로'],
  ['3', '으로/로', '3으로'],
  ['7', '으로/로', '7로'],
  ['한별마트(본점)', '은/는', '한별마트(본점)은'],
  ['CCTV', '을/를', 'CCTV를'],
  ['ATM', '을/를', 'ATM을'],
  ['AL', '으로/로', 'AL로'],
  ['', '이/가', '가'],
  ['!?', '이/가', '!?가'],
])('%s with %s is %s', (word, particle, said) => {
  expect(withParticle(word, particle)).toBe(said);
});

test('any word keeps its letters and gets one of the two', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 0xffff }), (start, code) => {
      const word = start + String.fromCharCode(code);
      expect([`${word}은`, `${word}는`]).toContain(withParticle(word, '은/는'));
    }),
  );
});
