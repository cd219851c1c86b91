// What the city tells her phone, made up: every state of a walk and of a way of her own, for the gallery and for tests.
import type { CompanionView } from './companion-contract.ts';
import type { WalkView } from './contract.ts';

const minutes = (at: number, n: number) => new Date(at + n * 60_000).toISOString();

/** Meeting points as the list has them. */
export function examplePoints(): WalkView['point'][] {
  return [
    ['다솜역 2번 출구', 'Dasom Station, exit 2', 37.5006, 127.0011],
    ['은하역 1번 출구', 'Eunha Station, exit 1', 37.5049, 127.0042],
    ['새봄역 4번 출구', 'Saebom Station, exit 4', 37.4921, 126.9968],
  ].map(([ko, en, lat, lon], index) => ({
    id: `00000000-0000-4000-8000-0000000000a${index + 1}`,
    district: '101',
    name: { ko: String(ko), en: String(en) },
    station: String(ko).split(' ')[0] ?? null,
    exit: '2',
    hint: { ko: '출구 앞 안내판 옆', en: 'Beside the sign at the exit' },
    lat: Number(lat),
    lon: Number(lon),
  }));
}

/** A walk that was asked for and nothing more, with whatever else is so. */
export function exampleWalk(at: number, more: Partial<WalkView> = {}): WalkView {
  return {
    id: '00000000-0000-4000-8000-0000000000d1',
    state: 'received',
    version: 3,
    wantedAt: minutes(at, 24),
    point: examplePoints()[0]!,
    firstName: '하늘',
    destination: { lat: 37.5046, lon: 127.0032, words: '파란 대문 골목' },
    looking: {
      from: minutes(at, 4),
      predictedAt: null,
      lostPairAt: null,
      newsBy: null,
    },
    pair: null,
    sheConfirmed: false,
    pairConfirmed: false,
    warned: false,
    helpCalled: false,
    helpEndedAt: null,
    ended: null,
    mayAnswer: false,
    receipt: false,
    ...more,
  };
}

/** The same with two people who come; `metres` north of the meeting point, or nobody knows where. */
export function exampleMet(
  at: number,
  more: Partial<WalkView> = {},
  { metres = null, late = 0 }: { metres?: number | null; late?: number } = {},
): WalkView {
  const people = [
    ['김도연', 'S-0214', ['ko', 'en']],
    ['박해인', 'S-0377', ['ko']],
  ] as const;
  return exampleWalk(at, {
    state: 'paired',
    looking: null,
    pair: {
      callSign: '귀가 6조',
      people: people.map(([name, staffNumber, languages], index) => ({
        id: `00000000-0000-4000-8000-0000000000b${index + 1}`,
        name,
        staffNumber,
        languages: [...languages],
        hasPhoto: false,
      })),
      predictedAt: minutes(at, 24 + late),
      lateMinutes: late,
      at:
        metres === null
          ? null
          : { lat: 37.5006 + metres / 111_195, lon: 127.0011, at: minutes(at, 0) },
      meeting: {
        walkId: '00000000-0000-4000-8000-0000000000d1',
        shiftId: '00000000-0000-4000-8000-0000000000c1',
        secret: 'A'.repeat(43),
        codeSeconds: 60,
      },
    },
    ...more,
  });
}

/** A walk that is over: nothing of hers is in it. */
export function exampleOver(at: number, more: Partial<WalkView> = {}): WalkView {
  return exampleWalk(at, {
    state: 'home',
    firstName: null,
    destination: null,
    looking: null,
    ended: { at: minutes(at, -1), by: 'her', reason: null },
    mayAnswer: true,
    receipt: true,
    ...more,
  });
}

/** A way of her own, twenty minutes before she should be there. */
export function exampleWay(at: number, more: Partial<CompanionView> = {}): CompanionView {
  return {
    id: '00000000-0000-4000-8000-0000000000e1',
    state: 'under-way',
    dueAt: minutes(at, 20),
    askBy: null,
    sharing: true,
    links: 1,
    ...more,
  };
}
