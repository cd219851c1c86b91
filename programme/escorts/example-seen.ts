// What pairs saw on a made-up evening, with one drawn photo.
import type { Observation } from './board-contract.ts';

const minute = 60_000;

/** Four things: two left, one of them with a photo, two handed on. */
export function exampleSeen(at: number): Observation[] {
  const thing = (n: number, more: Partial<Observation>): Observation => ({
    id: `00000000-0000-4000-8000-00000000070${n}`,
    district: '101',
    kind: 'dark-lamp',
    lat: 37.5 + n * 0.002,
    lon: 127.001,
    text: null,
    hasPhoto: false,
    seenAt: new Date(at - n * 37 * minute).toISOString(),
    handedOnAt: null,
    handedTo: null,
    reference: null,
    ...more,
  });
  return [
    thing(0, { text: '골목 안쪽 가로등 두 개가 꺼져 있음', hasPhoto: true }),
    thing(1, { kind: 'blocked-sign', text: '간판에 가려짐' }),
    thing(2, {
      kind: 'broken-bell',
      handedOnAt: new Date(at - 20 * minute).toISOString(),
      handedTo: 'devices',
      reference: '2026-1180',
    }),
    thing(3, {
      kind: 'waste',
      handedOnAt: new Date(at - 90 * minute).toISOString(),
      handedTo: 'cleaning',
    }),
  ];
}

/** A drawn street at night with a lamp that is out. */
export const exampleLamp = {
  type: 'image/png',
  base64:
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAA20lEQVR42u3PSQ6CQBBA0T6AcWJ0WBkXToCoiMj97+Wi0jvZ8U2q7OSvf/LcLDqozhkAHFWnHzCPT6qzADirTj9gkVxGaTKNvzbWfygLgGKUhgEFmuPWPwIs0xJKANxfsgCooDygQtMPiLIrlAC4v2QBUEN5QI2mHxDnNygBcH/JAuAO5QF3NP2AZPWAEgD3lywAGigPaND0A9L1E0oA3F+yAGihPKBF0w/INi8oAXB/yQKgg/KADk0/IN++oQTA/SULgB7KA3o0t9uXUALg/lIABEAABEAA/DfgA7VbcuWl32FxAAAAAElFTkSuQmCC',
} as const;
