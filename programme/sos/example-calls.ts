// Made-up calls of a resident as her phone hears of them, at every state.
import type { SharedView, SosView } from './shapes.ts';

const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const secondsBefore = (at: number, seconds: number) => new Date(at - seconds * 1000).toISOString();

/** A call that was received a minute before `at` (milliseconds), changed by `some`. */
export function exampleCall(at: number, some: Partial<SosView> = {}): SosView {
  return {
    id: id(1),
    state: 'received',
    secondsLeft: null,
    silent: false,
    raisedAt: secondsBefore(at, 60),
    policeKnow: false,
    unit: null,
    etaMinutes: null,
    sharing: true,
    positionAt: secondsBefore(at, 4),
    callback: false,
    links: 0,
    messages: [],
    ...some,
  };
}

/** What was written between her and the desk. */
export function exampleMessages(at: number): SosView['messages'] {
  return [
    {
      id: id(11),
      at: secondsBefore(at, 40),
      from: 'caller',
      phrase: 'followed',
      text: null,
      language: 'ko',
    },
    {
      id: id(12),
      at: secondsBefore(at, 25),
      from: 'desk',
      phrase: 'on-the-way',
      text: null,
      language: 'ko',
    },
    {
      id: id(13),
      at: secondsBefore(at, 12),
      from: 'desk',
      phrase: 'can-talk',
      text: null,
      language: 'ko',
    },
    {
      id: id(14),
      at: secondsBefore(at, 5),
      from: 'caller',
      phrase: null,
      text: '솔밭역 3번 출구 앞이에요',
      language: 'ko',
    },
  ];
}

/** What a trusted person sees of it. */
export function exampleShared(at: number, some: Partial<SharedView> = {}): SharedView {
  return {
    state: 'acknowledged',
    raisedAt: secondsBefore(at, 200),
    policeKnow: true,
    etaMinutes: null,
    position: { lat: 37.5008, lon: 127.0006, accuracy: 18, at: secondsBefore(at, 9) },
    ...some,
  };
}
