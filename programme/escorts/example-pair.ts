// What the city tells a scout's phone, made up: every state of an evening, for the gallery and for tests.
import type { PairView } from './pair-contract.ts';

type Walk = NonNullable<PairView['walk']>;
const minutes = (at: number, n: number) => new Date(at + n * 60_000).toISOString();

const point: Walk['point'] = {
  id: '00000000-0000-4000-8000-0000000000a1',
  district: '101',
  name: { ko: '다솜역 2번 출구', en: 'Dasom Station, exit 2' },
  station: '다솜역',
  exit: '2',
  hint: { ko: '출구 앞 안내판 옆', en: 'Beside the sign at the exit' },
  lat: 37.5665,
  lon: 126.978,
};

/** On duty and free at a moment, with whatever else is so. */
export function examplePair(at: number, more: Partial<PairView> = {}): PairView {
  return {
    at: new Date(at).toISOString(),
    me: { id: '00000000-0000-4000-8000-0000000000b1', name: '김하린', staffNumber: 'S-0101' },
    shift: exampleShift(at),
    hours: { month: '2026-11', shifts: 14, hours: 61.25 },
    offer: null,
    walk: null,
    safeCheckIn: null,
    ended: null,
    push: { key: '', on: false },
    mayBlock: null,
    ...more,
  };
}

/** Of this evening, both there. */
export function exampleShift(
  at: number,
  more: Partial<NonNullable<PairView['shift']>> = {},
): NonNullable<PairView['shift']> {
  return {
    id: '00000000-0000-4000-8000-0000000000c1',
    callSign: '귀가 7조',
    beginsAt: minutes(at, -146),
    endsAt: minutes(at, 124),
    started: true,
    ended: false,
    here: true,
    workedFrom: minutes(at, -148),
    workedUntil: null,
    partners: [
      {
        id: '00000000-0000-4000-8000-0000000000b2',
        name: '이도윤',
        staffNumber: 'S-0102',
        here: true,
      },
    ],
    unfit: false,
    ...more,
  };
}

/** A request that is answered within 41 seconds. */
export function exampleOffer(at: number, more: Partial<NonNullable<PairView['offer']>> = {}) {
  return {
    id: '00000000-0000-4000-8000-0000000000d1',
    answerBy: new Date(at + 41_000).toISOString(),
    point,
    wantedAt: minutes(at, 14),
    predictedAt: minutes(at, 12),
    walkMinutes: 15,
    language: 'ko',
    ...more,
  };
}

/** A walk that the pair holds. */
export function exampleWalk(at: number, more: Partial<Walk> = {}): Walk {
  return {
    id: '00000000-0000-4000-8000-0000000000e1',
    state: 'paired',
    version: 3,
    firstName: '하늘',
    note: '회색 우산을 들고 있어요',
    language: 'ko',
    point,
    wantedAt: minutes(at, 14),
    spoken: false,
    spokenCode: null,
    sheConfirmed: false,
    pairConfirmed: false,
    meeting: {
      walkId: '00000000-0000-4000-8000-0000000000e1',
      shiftId: '00000000-0000-4000-8000-0000000000c1',
      secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
      codeSeconds: 60,
    },
    her: null,
    destination: null,
    checkInBy: null,
    helpCalled: false,
    helpEndedAt: null,
    ...more,
  };
}

/** Both have confirmed each other and walk. */
export function exampleWalking(at: number, more: Partial<Walk> = {}): Walk {
  return exampleWalk(at, {
    state: 'walking',
    meeting: null,
    sheConfirmed: true,
    pairConfirmed: true,
    wantedAt: minutes(at, -6),
    destination: { lat: 37.5702, lon: 126.9815, words: '파란 대문이 있는 골목 어귀' },
    checkInBy: minutes(at, 6),
    ...more,
  });
}
