// Silent devices by age: every silent one is in one group, and others in none.
import { expect, test } from 'vitest';
import { countByAge, labelWords } from './device-words.ts';

const at = Date.parse('2026-01-10T00:00:00Z');
const ago = (days: number) => new Date(at - days * 86_400_000).toISOString();

test('groups end where their names say', () => {
  const items = [0.5, 1, 2.9, 3, 6.9, 7, 40].map((days) => ({
    problem: 'silent' as const,
    since: ago(days),
  }));
  expect(countByAge(items, at)).toEqual({ today: 1, few: 2, week: 2, long: 2, never: 0 });
});

test('a device that was never heard is told apart, and a weak battery is not silent', () => {
  const items = [
    { problem: 'never-heard' as const, since: null },
    { problem: 'battery' as const, since: ago(2) },
  ];
  expect(countByAge(items, at)).toEqual({ today: 0, few: 0, week: 0, long: 0, never: 1 });
});

test('a device is not called by the name that stands above it', () => {
  expect(labelWords({ store: '한별마트', label: '한별마트 주머니 버튼' })).toBe('주머니 버튼');
  expect(labelWords({ store: '한별마트', label: '계산대 벨' })).toBe('계산대 벨');
  expect(labelWords({ store: '한별마트', label: '한별마트' })).toBe('한별마트');
});
