// What a unit's phone hears of itself and of the call it is asked to, at every step.
import { car } from './example-people.ts';
import type { Offer, Responder } from './responder-contract.ts';

const before = (at: number, seconds: number) => new Date(at - seconds * 1000).toISOString();

/** A patrol on duty since eight, with a position of a moment ago; `at` in milliseconds. */
export function exampleResponder(at: number, some: Partial<Responder> = {}): Responder {
  return {
    unit: {
      callSign: car.callSign,
      kind: car.kind,
      organisation: null,
      district: { ko: '다솜구', en: 'Dasom-gu' },
    },
    duty: { state: 'phone', since: before(at, 3.9 * 3600), until: before(at, -4.1 * 3600) },
    positionAt: before(at, 20),
    push: { key: 'BExample', on: false },
    offer: null,
    ended: null,
    ...some,
  };
}

/** Asked to a store 410 m away, unanswered. */
export function exampleOffer(at: number, some: Partial<Offer> = {}): Offer {
  return {
    incidentId: '00000000-0000-7000-8000-000000000001',
    version: 3,
    state: 'offered',
    askedAt: before(at, 3),
    secondsLeft: 27,
    door: 'store',
    drill: false,
    test: false,
    silent: false,
    urgency: 4,
    raisedAt: before(at, 50),
    language: null,
    place: {
      name: '한별마트 무지개로점',
      address: '다솜구 무지개로 41, 1층',
      hint: '솔밭역 3번 출구에서 북쪽 180 m · 뒷문 골목길',
      lat: 37.5,
      lon: 127,
    },
    metres: 410,
    minutes: 2,
    reach: null,
    others: [],
    notes: [],
    ...some,
  };
}

/** The same once the unit comes: how to reach it, who else comes, what was noted. */
export function exampleAccepted(at: number, state: Offer['state']): Offer {
  return exampleOffer(at, {
    state,
    secondsLeft: null,
    language: 'en',
    reach: { phone: '02-000-0141', callback: '010-0000-0007', clerk: '오하늘' },
    others: ['한결경비 3조'],
    notes: [
      { at: before(at, 30), by: '이수연', text: '뒷문 쪽, 두 사람 · 한 사람은 다친 것 같음' },
    ],
  });
}
