// Keys are known by their place, so that a Korean input method hides none of them.
import { expect, test } from 'vitest';
import { nameOfKey } from './keys.ts';

test.each([
  [{ code: 'KeyJ', key: 'ㅓ', shiftKey: false }, 'J'],
  [{ code: 'KeyJ', key: 'j', shiftKey: false }, 'J'],
  [{ code: 'Slash', key: '/', shiftKey: false }, '/'],
  [{ code: 'Slash', key: '?', shiftKey: true }, '?'],
  [{ code: 'Digit3', key: '3', shiftKey: false }, '3'],
  [{ code: 'Numpad3', key: '3', shiftKey: false }, '3'],
  [{ code: 'Digit3', key: '#', shiftKey: true }, 'Digit3'],
  [{ code: 'NumpadEnter', key: 'Enter', shiftKey: false }, 'Enter'],
  [{ code: 'ArrowDown', key: 'ArrowDown', shiftKey: false }, 'ArrowDown'],
])('%o is %s', (event, name) => {
  expect(nameOfKey(event)).toBe(name);
});
