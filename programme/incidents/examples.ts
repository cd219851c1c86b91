// Named examples of calls for help: a quiet night, one fresh call, a busy night, ten thousand open.
import type { Incident, IncidentState } from './contract.ts';
import { car, exampleId, guards, operator } from './example-people.ts';

export { exampleDetail, exampleUnits } from './example-detail.ts';
export { exampleId } from './example-people.ts';

const places = [
  [
    '한별마트 무지개로점',
    '다솜구 무지개로 41, 1층',
    '솔밭역 3번 출구에서 북쪽 180 m · 뒷문 골목길',
  ],
  ['초록편의점 은하수점', '은하구 은하수로 118', '은하수역 1번 출구 맞은편'],
  ['새봄마트 강변점', '새봄구 강변길 7', '강변공원 주차장 옆'],
  ['달빛편의점 마루역점', '마루구 마루로 22', '마루역 2번 출구 앞 60 m'],
  ['온누리마트 가람점', '나래구 가람길 90', null],
  ['별내24시 정류장점', '별내구 별내대로 305', '별내사거리 버스 정류장 뒤'],
] as const;

/** A moment `seconds` before `at`, as the contract writes times. */
function before(at: Date, seconds: number): string {
  return new Date(at.getTime() - seconds * 1000).toISOString();
}

/** One row of the queue, raised `secondsAgo` before `at`, with whatever the caller wants otherwise. */
export function exampleIncident(
  n: number,
  at: Date,
  secondsAgo: number,
  differs: Partial<Incident> = {},
): Incident {
  const [name, address, hint] = places[n % places.length] ?? places[0];
  const round = Math.floor(n / places.length);
  return {
    id: exampleId(n + 1),
    version: 1,
    door: 'store',
    state: 'raised',
    drill: false,
    test: false,
    verified: true,
    silent: false,
    urgency: 3,
    presses: 1,
    raisedAt: before(at, secondsAgo),
    acknowledgedAt: null,
    dispatchedAt: null,
    onSceneAt: null,
    closedAt: null,
    updatedAt: before(at, secondsAgo),
    escalation: 0,
    disposition: null,
    language: null,
    operator: null,
    unit: null,
    handOver: 'confirmed',
    suspectedFlood: false,
    place: {
      id: exampleId(5000 + n),
      name: round === 0 ? name : `${name} ${round + 1}`,
      address,
      hint,
      phone: `02-000-${String(141 + (n % 9000)).padStart(4, '0')}`,
      lat: 37.5 + Math.sin(n * 12.9898) * 0.07,
      lon: 127 + Math.cos(n * 78.233) * 0.11,
      district: String(101 + (n % 25)),
    },
    ...differs,
  };
}

/** Nothing open; what a screen shows most nights, most of the time. */
export function quietNight(): Incident[] {
  return [];
}

/** A clerk pressed twice, seven seconds ago, and nobody has answered yet. */
export function freshCall(at: Date): Incident[] {
  return [exampleIncident(0, at, 7, { presses: 2, urgency: 4, version: 2 })];
}

/** One of each: waiting, acknowledged, on the way, on scene, a test and a drill. */
export function busyNight(at: Date): Incident[] {
  return [
    ...freshCall(at),
    exampleIncident(3, at, 52, {
      door: 'sos',
      state: 'acknowledged',
      operator,
      acknowledgedAt: before(at, 44),
      verified: false,
      handOver: 'pending',
      silent: true,
      language: 'en',
      version: 2,
      // A caller with a phone of her own: what lies near her, as her door says it.
      place: {
        ...exampleIncident(3, at, 52).place,
        name: '달빛편의점 마루역점에서 북동쪽 180 m',
        address: '',
        hint: null,
        phone: null,
      },
    }),
    exampleIncident(1, at, 198, {
      state: 'dispatched',
      operator,
      unit: car,
      acknowledgedAt: before(at, 191),
      dispatchedAt: before(at, 120),
      version: 4,
    }),
    exampleIncident(4, at, 400, {
      door: 'hotline',
      state: 'on-scene',
      operator,
      unit: guards,
      acknowledgedAt: before(at, 394),
      dispatchedAt: before(at, 350),
      onSceneAt: before(at, 40),
      handOver: 'telephone',
      version: 6,
    }),
    exampleIncident(5, at, 95, { test: true, handOver: 'none' }),
    exampleIncident(2, at, 665, {
      drill: true,
      state: 'acknowledged',
      operator,
      acknowledgedAt: before(at, 640),
      handOver: 'none',
      version: 2,
    }),
  ];
}

/** `many` calls at once, as after a power cut; states and doors spread evenly. */
export function floodedNight(at: Date, many = 10_000): Incident[] {
  const spread: IncidentState[] = ['raised', 'acknowledged', 'dispatched', 'on-scene'];
  const rows: Incident[] = [];
  for (let n = 0; n < many; n += 1) {
    const state = spread[n % 4] ?? 'raised';
    rows.push(
      exampleIncident(n, at, 3 + ((n * 37) % 5400), {
        state,
        urgency: 1 + (n % 5),
        operator: state === 'raised' ? null : operator,
      }),
    );
  }
  return rows;
}
