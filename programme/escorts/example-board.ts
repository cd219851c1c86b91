// An evening at the board, made up: walks in every state, pairs, free places, one walk whole, and the figures of a month.
import type { z } from 'zod';
import type { BoardDetail, boardContract } from './board-contract.ts';

type Reply<R extends keyof typeof boardContract> = z.infer<(typeof boardContract)[R]['reply']>;
type Board = Reply<'GET /api/walk-board'>;
type Walk = Board['walks'][number];

const id = (kind: string, n: number) =>
  `00000000-0000-4000-8000-${kind}${String(n).padStart(12 - kind.length, '0')}`;
const minutes = (at: number, n: number) => new Date(at + n * 60_000).toISOString();

const names = [
  ['다솜역 2번 출구', 'Dasom Station, exit 2'],
  ['솔밭역 3번 출구', 'Solbat Station, exit 3'],
  ['은하수역 1번 출구', 'Eunhasu Station, exit 1'],
  ['마루역 2번 출구', 'Maru Station, exit 2'],
] as const;

/** Meeting points as phones and desks know them. */
export const examplePoints = names.map(([ko, en], n) => ({
  id: id('a', n),
  district: String(101 + (n % 2)),
  name: { ko, en },
  station: ko.split(' ')[0]!,
  exit: ko.split(' ')[1]!.slice(0, 1),
  hint: { ko: '출구 앞 안내판 옆', en: 'Beside the sign at the exit' },
  lat: 37.5 + n / 200,
  lon: 127 + n / 150,
}));

function walk(at: number, n: number, wanted: number, more: Partial<Walk>): Walk {
  const point = examplePoints[n % examplePoints.length]!;
  return {
    id: id('d', n),
    state: 'received',
    version: 1,
    district: point.district,
    point: { id: point.id, name: point.name },
    wantedAt: minutes(at, wanted),
    bookedAt: minutes(at, wanted - 75),
    bookedBy: n % 3 === 0 ? 'hotline' : 'phone',
    language: 'ko',
    predictedAt: null,
    lateMinutes: 0,
    shiftId: null,
    callSign: null,
    asked: null,
    pinned: false,
    tellBy: null,
    incidentId: null,
    helpOpen: false,
    alerts: [],
    ...more,
  };
}

const pair = (n: number) => ({ shiftId: id('c', n), callSign: `귀가 ${n}조` });

/** An evening that needs its desk twice. */
export function exampleBoard(at: number, more: Partial<Board> = {}): Board {
  const alert = (kind: Walk['alerts'][number]['kind'], ago: number, seen: number | null) => ({
    id: id('e', ago),
    kind,
    raisedAt: minutes(at, -ago),
    seenAt: seen === null ? null : minutes(at, -seen),
  });
  return {
    cursor: 'example',
    evening: { day: '2026-11-24', opensAt: minutes(at, -118), closesAt: minutes(at, 62) },
    walks: [
      walk(at, 1, -18, { state: 'walking', ...pair(4), alerts: [alert('still', 2, null)] }),
      walk(at, 2, 8, { alerts: [alert('no-pair', 1, null)], lateMinutes: 6, asked: '귀가 9조' }),
      walk(at, 3, -6, { state: 'here', ...pair(2) }),
      walk(at, 4, 4, {
        state: 'on-the-way',
        ...pair(1),
        lateMinutes: 3,
        alerts: [alert('late', 4, 3)],
      }),
      walk(at, 5, 14, { state: 'paired', ...pair(3), pinned: true }),
      walk(at, 6, 24, {}),
      walk(at, 7, 34, { asked: '귀가 5조' }),
      walk(at, 8, -48, { state: 'home', ...pair(1) }),
      walk(at, 9, -70, { state: 'cancelled' }),
    ],
    pairs: [1, 2, 3, 4, 5].map((n) => ({
      ...pair(n),
      district: String(101 + (n % 2)),
      beginsAt: minutes(at, -148),
      endsAt: minutes(at, 92),
      started: n < 5,
      fit: n !== 3,
      people: [`김하린 ${n}`, `이도윤 ${n}`],
      walkId: n === 5 ? null : (id('d', [0, 4, 3, 5, 1][n]!) ?? null),
      walksTonight: 5 - n,
      at: n === 5 ? null : { lat: 37.5, lon: 127, at: minutes(at, -1) },
    })),
    ...more,
  };
}

/** The walk that stands still, or another of the evening. */
export function exampleBoardWalk(at: number, more: Partial<BoardDetail> = {}): BoardDetail {
  return {
    ...exampleBoard(at).walks[0]!,
    firstName: '하늘',
    phone: '010-0000-0142',
    note: '큰길로 가고 싶어요',
    spoken: null,
    why: {
      reasons: ['nearest', 'fewest-walks'],
      possible: 3,
      kept: { 'out-of-reach': 11, 'shift-ends': 1 },
      travelSeconds: 410,
      waitSeconds: 120,
      soonerElsewhere: 0,
    },
    offers: [
      {
        id: id('f', 1),
        callSign: '귀가 9조',
        madeAt: minutes(at, -52),
        answer: 'declined',
        answeredAt: minutes(at, -51),
        reason: 'pair-delayed',
      },
    ],
    steps: (
      [
        ['booked', -95, 'her'],
        ['accept', -50, 'pair'],
        ['set-out', -34, 'pair'],
        ['arrive', -20, 'pair'],
        ['confirm-them', -18, 'her'],
      ] as const
    ).map(([kind, n, by]) => ({ at: minutes(at, n), kind, by, reason: null })),
    candidates: [],
    ended: null,
    ...more,
  };
}

/** What an agent reads to a caller without a smartphone. */
export const exampleSpoken: NonNullable<BoardDetail['spoken']> = {
  theySay: '4821',
  sheSays: '7365',
  people: [
    { name: '김하린', staffNumber: 'S-0101' },
    { name: '이도윤', staffNumber: 'S-0102' },
  ],
};

export function exampleCapacity(at: number): Reply<'GET /api/walk-capacity'> {
  const slots = Array.from({ length: 12 }, (_, n) => minutes(at, 4 + n * 10));
  return {
    day: '2026-11-24',
    closed: null,
    days: ['2026-11-24', '2026-11-25', '2026-11-26'],
    slots,
    points: examplePoints.map(({ id: point, district, name }, row) => ({
      id: point,
      district,
      name,
      perSlot: 2,
      free: slots.map((_, n) => (n * 7 + row * 3) % 3),
    })),
  };
}

/** Slots of one point, the first of them full. */
export function exampleSlots(at: number) {
  return {
    day: '2026-11-24',
    closed: null,
    slots: Array.from({ length: 12 }, (_, n) => ({
      at: minutes(at, 4 + n * 10),
      free: n % 4 === 0 ? 0 : 2,
      bookable: n % 4 !== 0,
    })),
    nextFree: minutes(at, 14),
  };
}

export const exampleService: Reply<'GET /api/walk-service'> = {
  hours: [
    { days: [1], from: '22:00', to: '00:00' },
    { days: [2, 3, 4, 5], from: '22:00', to: '01:00' },
  ],
  holidays: { calendar: 'kr', hours: null },
  seasons: [{ from: '12-20', to: '01-05', hours: [{ days: [5, 6], from: '21:00', to: '01:00' }] }],
  closedOn: ['2026-12-31'],
  leadMinutes: 30,
  daysAhead: 7,
  slotMinutes: 10,
  mayChange: true,
  holidaysAhead: ['2026-12-25', '2027-01-01'],
};

export const exampleFigures: Reply<'GET /api/walk-figures'> = (() => {
  const row = (n: number) => ({
    asked: 240 + n * 31,
    walked: 211 + n * 26,
    cancelledByHer: 19 + n,
    cancelledByService: 3 + (n % 3),
    cancelledLate: n % 2,
    refused: 2,
    left: 1,
    full: 6 + n,
    meanWaitSeconds: 190 + n * 14,
    onTime: 0.94 - n / 50,
    feltSafe: n === 3 ? null : 4.6 - n / 20,
    again: n === 3 ? null : 0.97 - n / 100,
    answers: n === 3 ? 4 : 120 + n,
    paidHours: 310 + n * 20,
    costPerWalk: 17_200 + n * 400,
  });
  return {
    total: { ...row(0), asked: 1146, walked: 1000, feltSafe: 4.6, again: 0.96, answers: 489 },
    byDistrict: [0, 1, 2, 3].map((n) => ({
      district: String(101 + n),
      ...row(n),
      baseline: { year: 2024, walks: 2400 + n * 310, scouts: 12 + n },
    })),
    byEvening: Array.from({ length: 22 }, (_, n) => ({
      day: `2026-11-${String(n + 3).padStart(2, '0')}`,
      asked: 38 + ((n * 13) % 29),
      walked: 34 + ((n * 13) % 27),
    })),
  };
})();
