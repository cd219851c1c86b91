// Proves what a scout's screen shows while steps are on their way, that nothing of hers outlives her door, and that no rubbish is a step.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleOffer, examplePair, exampleWalk, exampleWalking } from '../../example-pair.ts';
import type { PairView } from '../../pair-contract.ts';
import { closedStates } from '../../rules/walk.ts';
import {
  type Pending,
  readPending,
  routeOf,
  stepNames,
  stillDue,
  turnOf,
  whenRefused,
  withPending,
} from './pending.ts';

const at = Date.parse('2026-11-24T14:56:07Z');
const walk = exampleWalk(at);
const steps = (...names: Pending['name'][]): Pending[] =>
  names.map((name) => ({ name, about: walk.id, body: {} }));
const after = (view: PairView, ...names: Pending['name'][]) => withPending(view, steps(...names));

test('a whole walk goes on without a network, step by step', () => {
  const held = examplePair(at, { walk });
  expect(after(held, 'set-out').walk?.state).toBe('on-the-way');
  expect(after(held, 'set-out', 'arrive').walk?.state).toBe('here');
  const met = after(held, 'arrive', 'confirm');
  expect(met.walk).toMatchObject({ state: 'here', pairConfirmed: true, sheConfirmed: false });
  const both = after(held, 'arrive', 'confirm', 'she-agreed');
  expect(both.walk).toMatchObject({ state: 'walking', destination: null });
  const door = after(held, 'arrive', 'confirm', 'she-agreed', 'check-in', 'drop-off');
  expect(door.walk?.state).toBe('dropped-off');
});

test('a spoken word confirms both ways; a code that did not fit confirms nothing', () => {
  const spoken = examplePair(at, { walk: exampleWalk(at, { state: 'here', spoken: true }) });
  expect(after(spoken, 'confirm').walk?.state).toBe('walking');
  const here = examplePair(at, { walk: exampleWalk(at, { state: 'here' }) });
  expect(after(here, 'try-code').walk).toMatchObject({ state: 'here', pairConfirmed: false });
});

test('whatever is pressed in whatever order: no destination before both confirmed, nothing of hers from her door on', () => {
  const start = fc.constantFrom(
    examplePair(at, { walk }),
    examplePair(at, { walk: exampleWalk(at, { state: 'here' }) }),
    examplePair(at, { walk: exampleWalking(at) }),
    examplePair(at, { offer: exampleOffer(at) }),
  );
  fc.assert(
    fc.property(start, fc.array(fc.constantFrom(...stepNames)), (view, names) => {
      const shown = after(view, ...names);
      const text = JSON.stringify(shown);
      if (shown.walk === null || shown.walk.state === 'dropped-off')
        for (const hers of ['하늘', '우산', '파란', '37.5702']) expect(text).not.toContain(hers);
      if (shown.walk?.destination) expect(view.walk?.destination).not.toBeNull();
      if (shown.walk) expect(closedStates).not.toContain(shown.walk.state);
    }),
  );
});

test('steps of a walk that is over fall; being well, blocking and what was seen stay', () => {
  const all = [
    ...steps('check-in', 'drop-off', 'safe', 'block'),
    { ...steps('observe')[0]!, about: 'x' },
  ];
  expect(stillDue(all, examplePair(at)).map(({ name }) => name)).toEqual([
    'safe',
    'block',
    'observe',
  ]);
  expect(stillDue(all, examplePair(at, { walk }))).toEqual(all);
});

test('a refused step takes with it what follows from it, a refused try only itself', () => {
  const [tried, confirm, checkIn] = steps('try-code', 'confirm', 'check-in') as [
    Pending,
    Pending,
    Pending,
  ];
  const other = { ...checkIn, about: 'another' };
  expect(whenRefused([tried, confirm, checkIn, other], tried)).toEqual([confirm, checkIn, other]);
  expect(whenRefused([confirm, checkIn, other], confirm)).toEqual([other]);
});

test('what she said by word waits for her phone and is told by nobody else', () => {
  const [agreed] = steps('she-agreed') as [Pending];
  expect(routeOf(agreed)).toBeNull();
  expect(turnOf(agreed, examplePair(at, { walk }))).toBe('wait');
  expect(turnOf(agreed, examplePair(at, { walk: exampleWalking(at) }))).toBe('drop');
  expect(turnOf(agreed, examplePair(at))).toBe('drop');
  expect(turnOf(agreed, null)).toBe('wait');
});

test('whatever was kept, only steps come out', () => {
  const kept = steps('confirm', 'check-in');
  expect(readPending(JSON.stringify(kept))).toEqual(kept);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      for (const one of readPending(text)) expect(stepNames).toContain(one.name);
    }),
  );
  expect(readPending(null)).toEqual([]);
});
