// The live link resumes where it stopped, notices silence, and never tells one event for two connections at once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LinkStatus, openLive, reconnectDelay, type Source, silenceLimit } from './client.ts';

type Hear = (message: { data: string; lastEventId: string }) => void;

/** A network and a clock moved by hand. */
function stage() {
  let time = 1_000_000;
  const timers = new Set<{ at: number; act: () => void }>();
  const opened: {
    url: string;
    closed: boolean;
    send: (type: string, data?: unknown, id?: string) => void;
  }[] = [];
  let wake: () => void = () => {};
  const surroundings = {
    open(url: string): Source {
      const hearers = new Map<string, Hear>();
      const link = {
        url,
        closed: false,
        send: (type: string, data: unknown = '', id = '') =>
          hearers.get(type)?.({ data: JSON.stringify(data), lastEventId: id }),
      };
      opened.push(link);
      return {
        addEventListener: (type: string, hear: Hear) => void hearers.set(type, hear),
        close: () => {
          link.closed = true;
        },
      };
    },
    now: () => time,
    after(milliseconds: number, act: () => void) {
      const timer = { at: time + milliseconds, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    random: () => 0.5,
    onWake(act: () => void) {
      wake = act;
      return () => {
        wake = () => {};
      };
    },
  };
  function pass(milliseconds: number): void {
    const until = time + milliseconds;
    for (;;) {
      const next = [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      time = next.at;
      timers.delete(next);
      next.act();
    }
    time = until;
  }
  return {
    surroundings,
    opened,
    pass,
    wake: () => wake(),
    jump: (by: number) => {
      time += by;
    },
    timers,
  };
}

function follow(on: ReturnType<typeof stage>, cursor?: string) {
  const heard: string[] = [];
  const states: LinkStatus['state'][] = [];
  let resets = 0;
  const live = openLive({
    url: '/api/live',
    cursor,
    onEvent: (event) => heard.push(event.id),
    onReset: () => {
      resets += 1;
      return Promise.resolve(`fresh-${resets}`);
    },
    onStatus: (status) => states.push(status.state),
    surroundings: on.surroundings,
  });
  return { live, heard, states, resets: () => resets };
}

const event = (id: string) => ({
  id,
  type: 'incident.raised',
  at: '2026-01-01T00:00:00Z',
  subjectId: 'x',
  audience: [],
  payload: {},
});

test('starts after the cursor of the snapshot and resumes after the last event heard', () => {
  const on = stage();
  const { heard, live } = follow(on, '10:10:');
  expect(on.opened[0]?.url).toBe('/api/live?after=10%3A10%3A');
  on.opened[0]?.send('ready', { cursor: '10:10:' });
  on.opened[0]?.send('message', event('a'), '11:11:');
  on.opened[0]?.send('message', event('b'), '12:12:');
  on.opened[0]?.send('error');
  on.pass(5000);
  expect(on.opened[1]?.url).toBe('/api/live?after=12%3A12%3A');
  on.opened[1]?.send('message', event('c'), '13:13:');
  expect(heard).toEqual(['a', 'b', 'c']);
  expect(live.cursor()).toBe('13:13:');
});

test('a link that says nothing for 15 s is down and is opened again', () => {
  const on = stage();
  const { states } = follow(on, 'n');
  on.opened[0]?.send('ready', {});
  on.pass(silenceLimit - 1);
  expect(states.at(-1)).toBe('live');
  on.pass(1);
  expect(states.at(-1)).toBe('down');
  expect(on.opened[0]?.closed).toBe(true);
  on.pass(1000);
  expect(on.opened.length).toBe(2);
});

test('heartbeats alone keep it alive', () => {
  const on = stage();
  const { states } = follow(on);
  on.opened[0]?.send('ready', { cursor: 'n' });
  for (let i = 0; i < 20; i += 1) {
    on.pass(10_000);
    on.opened[0]?.send('beat', { at: '2026-01-01T00:00:00Z' });
  }
  expect(states).not.toContain('down');
  expect(on.opened.length).toBe(1);
});

test('a page that wakes after a sleep reconnects at once, one that was heard just now does not', () => {
  const on = stage();
  follow(on, 'n');
  on.opened[0]?.send('ready', {});
  on.wake();
  expect(on.opened.length).toBe(1);
  on.jump(3_600_000);
  on.wake();
  expect(on.opened.length).toBe(2);
  expect(on.opened[0]?.closed).toBe(true);
});

test('a late message of a link already given up is not told', () => {
  const on = stage();
  const { heard } = follow(on, 'n');
  on.opened[0]?.send('error');
  on.pass(5000);
  on.opened[0]?.send('message', event('ghost'), 'z');
  on.opened[1]?.send('message', event('real'), 'y');
  expect(heard).toEqual(['real']);
});

test('a reset fetches a fresh snapshot and follows from its cursor', async () => {
  const on = stage();
  const { resets } = follow(on, 'old');
  on.opened[0]?.send('reset');
  await Promise.resolve();
  await Promise.resolve();
  expect(resets()).toBe(1);
  expect(on.opened.at(-1)?.url).toBe('/api/live?after=fresh-1');
});

test('closing leaves no timer and no open link behind', () => {
  const on = stage();
  const { live } = follow(on, 'n');
  on.opened[0]?.send('ready', {});
  live.close();
  expect(on.timers.size).toBe(0);
  expect(on.opened.every((link) => link.closed)).toBe(true);
});

test('every reconnect comes between half a second and five seconds', () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (attempt, random) => {
        const delay = reconnectDelay(attempt, random);
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(5000);
      },
    ),
  );
});

test('broken data neither throws nor stops the next event', () => {
  const on = stage();
  const { heard } = follow(on, 'n');
  const raw = on.opened[0];
  raw?.send('message', undefined, 'a');
  raw?.send('message', event('b'), 'b');
  expect(heard).toEqual(['b']);
});
