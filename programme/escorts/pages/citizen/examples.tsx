// Walks home on her phone: asking, waiting, meeting, walking and afterwards, with the network gone too; and her own way with those who follow.
import type { ComponentChild } from 'preact';
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import type { HereState } from '#platform/ui/phone/here.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { putHere, putList } from '#programme/safe-houses/pages/citizen/example-phone.ts';
import type { CompanionView } from '../../companion-contract.ts';
import type { WalkView } from '../../contract.ts';
import {
  exampleMet,
  exampleOver,
  examplePoints,
  exampleWalk,
  exampleWay,
} from '../../example-walks.ts';
import { type BookStep, bookStep, type Draft, draft, put, startDraft } from './draft.ts';
import { failures, heardAt, refusal } from './follow.ts';
import { type Kept, kept, view } from './kept.ts';
import { ReceiptsScreen } from './ReceiptsScreen.tsx';
import { WalkScreen } from './WalkScreen.tsx';
import { WayScreen } from './WayScreen.tsx';
import { WithWay } from './WithWay.tsx';
import { way, wayFailures, wayOver, wayView } from './way-kept.ts';

const moment = Date.parse('2026-11-24T14:56:07Z');
const tonight = '2026-11-24';
const keptNow: Kept = {
  id: exampleWalk(0).id,
  key: 'A'.repeat(43),
  booking: null,
  receipt: 'A'.repeat(43),
  errands: [],
  wrong: 0,
  fitted: false,
  shares: false,
};

function screen(
  name: string,
  title: Example['title'],
  show: (at: number) => ComponentChild,
  more: Partial<Example> & { place?: HereState } = {},
): Example {
  const { place = 'unasked', ...rest } = more;
  return {
    name,
    title,
    sizes: ['phone'],
    frame: 'phone',
    show: (at) => {
      facts.value = exampleCity;
      putHere(place);
      putList(at);
      return show(at);
    },
    ...rest,
  };
}

type Phone = { keeps?: Partial<Kept>; unanswered?: number; place?: HereState; photo?: boolean };

/** Her walk as the city told it last, and what the phone keeps beside it. */
function walk(
  name: string,
  title: Example['title'],
  told: (at: number) => WalkView | null,
  { keeps = {}, unanswered = 0, ...more }: Phone = {},
): Example {
  return screen(
    name,
    title,
    (at) => {
      view.value = told(at);
      kept.value = { ...keptNow, ...keeps };
      failures.value = unanswered;
      heardAt.value = at - 120_000;
      return <WalkScreen />;
    },
    more,
  );
}

const offer: Answers = {
  'GET /api/walks/service': {
    reply: {
      name: {},
      eligibility: {
        ko: '밤길이 걱정되면 누구나 부를 수 있어요.',
        en: 'Anyone who would rather not walk alone at night.',
      },
      leadMinutes: 30,
      daysAhead: 7,
      slotMinutes: 10,
      longestWalkMetres: 2500,
      tonight: { day: tonight, opensAt: null, closesAt: null, closed: null },
      next: null,
    },
  },
  'GET /api/walks/points': { reply: { items: examplePoints() } },
};

function slots(free: readonly number[], closed: string | null = null): Answers {
  const at = (index: number) => new Date(moment - 366_000 + (index + 4) * 600_000).toISOString();
  return {
    ...offer,
    [`GET /api/walks/points/${examplePoints()[0]?.id}/slots`]: {
      reply: {
        day: tonight,
        closed,
        slots: free.map((left, index) => ({ at: at(index), free: left, bookable: left > 0 })),
        nextFree: free.some((left) => left > 0)
          ? at(free.findIndex((left) => left > 0))
          : '2026-11-26T13:00:00Z',
      },
    },
  };
}

/** One question of booking, with what was answered before it. */
function asking(
  name: string,
  title: Example['title'],
  step: BookStep,
  answers: Answers,
  more: { place?: HereState; photo?: boolean; typed?: Partial<Draft>; refused?: string } = {},
): Example {
  const { typed = {}, refused = null, ...rest } = more;
  return screen(
    name,
    title,
    () => {
      startDraft(null);
      if (step !== 'where') put({ point: examplePoints()[0]! });
      if (step === 'who')
        put({
          at: '2026-11-24T15:20:00Z',
          destination: { lat: 37.5046, lon: 127.0032, words: null },
          place: '한별마트 무지개로점',
          words: '파란 대문 골목',
        });
      put(typed);
      bookStep.value = step;
      refusal.value = refused;
      draft.value = { ...draft.value };
      return <WalkScreen />;
    },
    { answers, ...rest },
  );
}

/** Her own way, as the city told it last. */
function ownWay(
  name: string,
  title: Example['title'],
  told: (at: number) => CompanionView | null,
  {
    over = null,
    unanswered = 0,
    keeps = true,
  }: { over?: typeof wayOver.value; unanswered?: number; keeps?: boolean } = {},
): Example {
  return screen(name, title, (at) => {
    wayView.value = told(at);
    wayOver.value = over;
    wayFailures.value = unanswered;
    way.value = keeps
      ? {
          id: exampleWay(at).id,
          key: 'A'.repeat(43),
          start: null,
          errands: [],
          shares: true,
          links: [9, 4].map((minutes) => ({
            token: String(minutes).repeat(43),
            at: at - minutes * 60_000,
          })),
          called: false,
        }
      : null;
    return <WayScreen />;
  });
}

function followed(name: string, title: Example['title'], answer: Answers[string]): Example {
  return screen(name, title, () => <WithWay token={'A'.repeat(43)} />, {
    answers: { 'GET /api/shared-way': answer },
  });
}

const shared = (state: string, place = true) => ({
  reply: {
    state,
    dueAt: new Date(moment + (state === 'under-way' ? 20 : -2) * 60_000).toISOString(),
    position: place
      ? { lat: 37.5, lon: 127, accuracy: 14, at: new Date(moment - 20_000).toISOString() }
      : null,
    destination: { lat: 37.5046, lon: 127.0032, words: '파란 대문 골목' },
  },
});
const minutesAfter = (at: number, n: number) => new Date(at + n * 60_000).toISOString();

export const examples: ExampleSet = {
  title: { ko: '주민 앱 · 집까지 함께', en: 'Residents’ app: walk me home' },
  usual: 'paper',
  residents: true,
  examples: [
    asking('where', { ko: '어디에서', en: 'Where from' }, 'where', offer),
    asking('where-near', { ko: '가까운 곳부터', en: 'The nearest first' }, 'where', offer, {
      place: 'known',
    }),
    asking('where-cut', { ko: '연결이 없을 때', en: 'Without a network' }, 'where', {
      'GET /api/walks/service': 'cut',
      'GET /api/walks/points': 'cut',
    }),
    asking('when', { ko: '언제', en: 'When' }, 'when', slots([0, 2, 1, 0, 3, 2, 1, 1]), {
      photo: true,
    }),
    asking('when-full', { ko: '다 찼을 때', en: 'Everything taken' }, 'when', slots([0, 0, 0, 0]), {
      refused: 'full',
    }),
    asking('when-closed', { ko: '공휴일', en: 'A public holiday' }, 'when', slots([], 'holiday')),
    asking('to', { ko: '어디까지', en: 'Where to' }, 'to', offer),
    asking('who', { ko: '마지막 확인', en: 'Before it is asked' }, 'who', offer, {
      typed: { firstName: '하늘' },
    }),
    walk('sending', { ko: '보내는 중', en: 'Being sent' }, () => null, {
      keeps: { booking: {} },
      unanswered: 3,
    }),
    walk('received', { ko: '부탁을 받음', en: 'Received' }, exampleWalk),
    walk('asked', { ko: '두 사람에게 묻는 중', en: 'Two are being asked' }, (at) =>
      exampleWalk(at, {
        looking: {
          from: minutesAfter(at, -4),
          predictedAt: minutesAfter(at, 22),
          lostPairAt: null,
          newsBy: null,
        },
      }),
    ),
    walk('lost-pair', { ko: '다른 두 사람을 찾는 중', en: 'Two others are looked for' }, (at) =>
      exampleWalk(at, {
        looking: {
          from: minutesAfter(at, -4),
          predictedAt: null,
          lostPairAt: minutesAfter(at, 0),
          newsBy: minutesAfter(at, 5),
        },
      }),
    ),
    walk('still-looking', { ko: '아직 찾지 못함', en: 'Nobody is found yet' }, (at) =>
      exampleWalk(at, {
        looking: {
          from: minutesAfter(at, -30),
          predictedAt: null,
          lostPairAt: null,
          newsBy: minutesAfter(at, 4),
        },
      }),
    ),
    walk('paired', { ko: '두 사람을 찾음', en: 'Two were found' }, exampleMet, { photo: true }),
    walk('late', { ko: '늦을 때', en: 'They are late' }, (at) =>
      exampleMet(at, { state: 'on-the-way' }, { metres: 380, late: 7 }),
    ),
    walk(
      'here',
      { ko: '도착 · 숫자 확인', en: 'They are here' },
      (at) => exampleMet(at, { state: 'here' }, { metres: 5 }),
      { photo: true },
    ),
    walk(
      'my-code',
      { ko: '내 숫자 보이기', en: 'Her code' },
      (at) => exampleMet(at, { state: 'here', sheConfirmed: true }, { metres: 5 }),
      { keeps: { fitted: true }, photo: true },
    ),
    walk(
      'warned',
      { ko: '이 사람들이 아닐 때', en: 'These are not them' },
      (at) => exampleMet(at, { state: 'here', warned: true, helpCalled: true }, { metres: 5 }),
      { keeps: { wrong: 3 } },
    ),
    walk('help-ended', { ko: '도움 요청이 끝남', en: 'The call was closed' }, (at) =>
      exampleMet(at, { state: 'here', helpEndedAt: minutesAfter(at, -1) }, { metres: 5 }),
    ),
    walk(
      'walking',
      { ko: '걷는 중', en: 'Walking' },
      (at) =>
        exampleMet(
          at,
          { state: 'walking', sheConfirmed: true, pairConfirmed: true },
          { metres: 120 },
        ),
      { place: 'known', keeps: { shares: true }, photo: true },
    ),
    walk(
      'walking-cut',
      { ko: '걷다가 끊겼을 때', en: 'The network goes' },
      (at) =>
        exampleMet(
          at,
          { state: 'walking', sheConfirmed: true, pairConfirmed: true },
          { metres: 120 },
        ),
      { unanswered: 4, keeps: { errands: [{ path: 'home', body: {} }] } },
    ),
    walk('dropped-off', { ko: '집 앞', en: 'At her door' }, (at) =>
      exampleMet(at, { state: 'dropped-off', sheConfirmed: true, pairConfirmed: true }),
    ),
    walk(
      'refusing',
      { ko: '원하지 않아요', en: 'She does not want this' },
      (at) => exampleMet(at, { state: 'here' }),
      { keeps: { errands: [{ path: 'refuse', body: {} }] }, unanswered: 2 },
    ),
    walk('home', { ko: '집에 옴', en: 'Home' }, exampleOver, { photo: true }),
    walk('by-service', { ko: '시가 취소함', en: 'Cancelled by the city' }, (at) =>
      exampleOver(at, {
        state: 'cancelled',
        ended: { at: minutesAfter(at, -1), by: 'service', reason: 'no-pair-free' },
        mayAnswer: false,
        receipt: false,
      }),
    ),
    walk('left', { ko: '두 사람이 그만둠', en: 'The two have left' }, (at) =>
      exampleOver(at, {
        state: 'left',
        ended: { at: minutesAfter(at, -1), by: 'pair', reason: 'felt-unsafe' },
        helpCalled: true,
        mayAnswer: false,
      }),
    ),
    screen('no-receipts', { ko: '간직한 기록 없음', en: 'No receipt kept' }, () => (
      <ReceiptsScreen />
    )),
    ownWay('way', { ko: '혼자 가는 길', en: 'Setting out alone' }, () => null, { keeps: false }),
    ownWay('way-on', { ko: '가는 중', en: 'On her way' }, exampleWay),
    ownWay('way-asked', { ko: '괜찮으세요?', en: 'Are you well?' }, (at) =>
      exampleWay(at, {
        state: 'asked',
        dueAt: minutesAfter(at, -1),
        askBy: minutesAfter(at, 1.5),
      }),
    ),
    ownWay(
      'way-called',
      { ko: '관제센터에 알림', en: 'The control room was told' },
      (at) => exampleWay(at, { state: 'help-called', dueAt: minutesAfter(at, -4) }),
      { unanswered: 3 },
    ),
    ownWay('way-over', { ko: '도착', en: 'There' }, () => null, {
      over: 'there',
      keeps: false,
    }),
    ownWay('way-closed', { ko: '관제센터가 마침', en: 'The call was closed' }, () => null, {
      over: 'call-closed',
      keeps: false,
    }),
    followed('with-way', { ko: '함께 보는 사람', en: 'Who follows' }, shared('under-way')),
    followed('with-asked', { ko: '늦어질 때', en: 'It is getting late' }, shared('asked', false)),
    followed(
      'with-gone',
      { ko: '끝난 링크', en: 'The link has ended' },
      {
        status: 410,
        problem: { code: 'gone', title: 'gone' },
      },
    ),
  ],
};
