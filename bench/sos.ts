// A resident's call: from "send now" and from the countdown's end to a desk, and what a thousand phones that ask cost.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

type Call = { id: string; key: string };
type View = { state: string; secondsLeft: number | null };

const newCall = (): Call => ({ id: randomUUID(), key: randomBytes(32).toString('base64url') });

async function ask(
  city: BenchCity,
  method: string,
  path: string,
  key: string,
  body?: object,
): Promise<View> {
  const answer = await fetch(`http://127.0.0.1:${city.port}/api/sos${path}`, {
    method,
    headers: { authorization: `Sos ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return (await answer.json()) as View;
}

const touch = (city: BenchCity, call: Call) => ask(city, 'POST', '', call.key, call);

/** Follows the feed as a desk of the whole city does; tells each call that was raised. */
async function followRaised(
  city: BenchCity,
  signal: AbortSignal,
  onRaised: (incidentId: string) => void,
): Promise<void> {
  const { token } = JSON.parse(
    await city.ansim('token', 'create', '--role', 'operator', '--json'),
  ) as { token: string };
  const answer = await fetch(`http://127.0.0.1:${city.port}/api/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  const read = async () => {
    let rest = '';
    const words = new TextDecoder();
    for await (const chunk of answer.body!) {
      const frames = (rest + words.decode(chunk, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const id = /"type":"incident\.raised".*"subjectId":"([^"]+)"/.exec(frame)?.[1];
        if (id) onRaised(id);
      }
    }
  };
  void read().catch(() => {});
}

/** Calls of both kinds at a steady rate; `phones` of them open and asking every two seconds meanwhile. */
export async function benchSos(
  city: BenchCity,
  { calls = 200, perSecond = 10, phones = 1000 } = {},
): Promise<Line[]> {
  const abort = new AbortController();
  const seenAt = new Map<string, number>();
  await followRaised(city, abort.signal, (id) => seenAt.set(id, performance.now()));
  const lines = [await sendAndRunOut(city, seenAt, { calls, perSecond }, 'nobody else')];
  const open = Array.from({ length: phones }, newCall);
  for (let at = 0; at < open.length; at += 20)
    await Promise.all(open.slice(at, at + 20).map((call) => touch(city, call)));
  await pause(6000);
  const asked: number[] = [];
  let over = false;
  const asking = open.map(async (call, index) => {
    await pause((index / phones) * 2000);
    while (!over) {
      const began = performance.now();
      await ask(city, 'GET', `/${call.id}`, call.key);
      asked.push(performance.now() - began);
      await pause(Math.max(0, 2000 - (performance.now() - began)));
    }
  });
  const began = performance.now();
  lines.push(await sendAndRunOut(city, seenAt, { calls, perSecond }, `${phones} phones asking`));
  const rate = asked.length / ((performance.now() - began) / 1000);
  over = true;
  await Promise.all(asking);
  abort.abort();
  lines.push({
    figure: `${phones} open calls asked for every 2 s, ${rate.toFixed(0)}/s answered`,
    measured: `p50 ${ms(percentile(asked, 0.5))}, p99 ${ms(percentile(asked, 0.99))}`,
    target: 'all asked for in their time',
  });
  return lines;
}

async function sendAndRunOut(
  city: BenchCity,
  seenAt: ReadonlyMap<string, number>,
  { calls, perSecond }: { calls: number; perSecond: number },
  beside: string,
): Promise<Line> {
  const expected = new Map<string, { call: Call; at: number; how: 'sent' | 'ran out' }>();
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let count = 0; count < calls; count++) {
    under.push(
      (async () => {
        const call = newCall();
        if (count % 2 === 0) {
          await touch(city, call);
          const at = performance.now();
          expected.set(call.id, { call, at, how: 'sent' });
          await ask(city, 'POST', `/${call.id}/send`, call.key, {});
        } else {
          // The city's own clock says when the countdown ends; the way of the answer counts against us.
          const { secondsLeft } = await touch(city, call);
          const at = performance.now() + (secondsLeft ?? 0) * 1000;
          expected.set(call.id, { call, at, how: 'ran out' });
        }
      })(),
    );
    const rest = began + ((count + 1) * 1000) / perSecond - performance.now();
    if (rest > 0) await pause(rest);
  }
  await Promise.all(under);
  await pause(6500);
  const incidents = await incidentsOf(city, [...expected.keys()]);
  const late = { sent: [] as number[], 'ran out': [] as number[] };
  let missing = 0;
  for (const [id, { at, how }] of expected) {
    const seen = seenAt.get(incidents.get(id) ?? '');
    if (seen === undefined) missing += 1;
    else late[how].push(seen - at);
  }
  const say = (values: number[]) =>
    `p50 ${ms(percentile(values, 0.5))}, p99 ${ms(percentile(values, 0.99))}`;
  return {
    figure: `SOS to a desk, ${calls} at ${perSecond}/s, ${beside}, ${missing} missing`,
    measured: `"send now" ${say(late.sent)}; countdown's end ${say(late['ran out'])}`,
    target: 'p99 < 500 ms',
  };
}

async function incidentsOf(city: BenchCity, ids: readonly string[]): Promise<Map<string, string>> {
  const database = await city.connect();
  const { rows } = await database.query<{ id: string; incident_id: string }>(
    'select id, incident_id from sos.calls where id = any($1)',
    [ids],
  );
  await database.end();
  return new Map(rows.map((row) => [row.id, row.incident_id]));
}

export type Silenced = {
  touched: number;
  /** Told to the phone as stored, and never raised. */
  lost: number;
  /** Raised more than once. */
  twice: number;
};

/** Kills the server while countdowns run and every phone falls silent; starts it again and counts what was raised. */
export async function killInCountdown(city: BenchCity, calls = 60): Promise<Silenced> {
  const stored: Call[] = [];
  const phones = Array.from({ length: calls }, newCall);
  // The first of each are stored before the server dies, the rest while it does.
  await Promise.all(
    phones.slice(0, calls / 2).map(async (call) => {
      await touch(city, call);
      stored.push(call);
    }),
  );
  const dying = phones.slice(calls / 2).map(async (call) => {
    await touch(city, call).then(
      () => stored.push(call),
      () => {},
    );
  });
  await city.killServer();
  await Promise.all(dying);
  await city.start();
  const raised = async () => {
    const database = await city.connect();
    const { rows } = await database.query<{ id: string; times: number }>(
      `select c.id, count(s.*)::int as times from sos.calls c
       left join incidents.steps s on s.incident_id = c.incident_id and s.kind = 'raised'
       where c.id = any($1) group by 1`,
      [phones.map(({ id }) => id)],
    );
    await database.end();
    return new Map(rows.map(({ id, times }) => [id, times]));
  };
  let times = await raised();
  for (let turn = 0; turn < 60 && stored.some(({ id }) => !times.get(id)); turn++) {
    await pause(250);
    times = await raised();
  }
  return {
    touched: stored.length,
    lost: stored.filter(({ id }) => !times.get(id)).length,
    twice: [...times.values()].filter((count) => count > 1).length,
  };
}
