// Proves that street times come from the routing server as they are, and that whatever it answers instead falls back to the pace.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cityConfigSchema } from '#programme/city/index.ts';
import { openRouting, readDurations } from './routing.ts';
import { scatteredBatch } from './scattered-for-test.ts';

async function against(
  answer: (url: string) => { status: number; body: string },
  work: (base: string) => Promise<void>,
) {
  const server = createServer((request, reply) => {
    const { status, body } = answer(request.url ?? '');
    reply.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

const routingOf = (osrm: string | null) => {
  const logged: object[] = [];
  const config = cityConfigSchema.parse({
    name: {},
    bounds: [124, 33, 132, 39],
    walks: { routing: { osrm } },
  });
  return {
    logged,
    route: openRouting(
      () => config,
      (entry) => logged.push(entry),
    ),
  };
};
const batch = scatteredBatch(3, 2, 1);

test('a table is asked once, with meeting points and pairs and nothing of where anybody lives', async () => {
  let asked = '';
  await against(
    (url) => {
      asked = url;
      return {
        status: 200,
        body: JSON.stringify({
          code: 'Ok',
          durations: [
            [1, 2, null],
            [4, 5, 6],
          ],
        }),
      };
    },
    async (base) => {
      const travel = await routingOf(base).route(batch);
      expect(Array.from(travel ?? []).filter((_, at) => at !== 4)).toEqual([1, 4, 2, 5, 6]);
      // No way for it: the pace says a time all the same.
      expect(travel?.[4]).toBeGreaterThan(0);
    },
  );
  expect(asked).toContain('sources=0;1&destinations=2;3;4');
  for (const { end } of batch.requests) expect(asked).not.toContain(end.lon.toFixed(5));
});

test('no server, an error, and every other answer fall back', async () => {
  expect(await routingOf(null).route(batch)).toBeUndefined();
  expect(await routingOf(null).route(scatteredBatch(90, 90, 1))).toBeUndefined();
  for (const answer of [
    { status: 500, body: '{}' },
    { status: 200, body: 'rubbish' },
    { status: 200, body: '{"durations":[[1]]}' },
  ])
    await against(
      () => answer,
      async (base) => {
        const { route, logged } = routingOf(base);
        expect(await route(batch)).toBeUndefined();
        expect(logged).toHaveLength(1);
      },
    );
});

test('whatever stands in a table, times are finite and not negative', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.anything(), { minLength: 3, maxLength: 3 }), {
        minLength: 2,
        maxLength: 2,
      }),
      (table) => {
        for (const seconds of readDurations(table, 3, 2, () => 60)) {
          expect(Number.isFinite(seconds)).toBe(true);
          expect(seconds).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});
