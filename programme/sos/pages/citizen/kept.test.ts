// What a phone makes by itself is what the city takes.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sosKeySchema } from '../../contract.ts';
import { newId, newKey } from './kept.ts';

test('ids are UUIDs and keys are 32 random bytes, never the same', () => {
  const made = Array.from({ length: 500 }, () => ({ id: newId(), key: newKey() }));
  for (const { id, key } of made) {
    expect(z.uuid().safeParse(id).success, id).toBe(true);
    expect(sosKeySchema.safeParse(key).success, key).toBe(true);
  }
  expect(new Set(made.map(({ id }) => id)).size).toBe(500);
  expect(new Set(made.map(({ key }) => key)).size).toBe(500);
});
