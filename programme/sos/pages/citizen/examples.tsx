// The call for help on her phone, from the second touch to the end, with the network gone too; and what a trusted person sees.
import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { putHere, putList } from '#programme/safe-houses/pages/citizen/example-phone.ts';
import { exampleCall, exampleMessages, exampleShared } from '../../example-calls.ts';
import type { SosView } from '../../shapes.ts';
import { AnotherScreen } from './AnotherScreen.tsx';
import { failures, tooLate } from './call.ts';
import { HelpScreen } from './HelpScreen.tsx';
import { gone, ringEnds } from './hear.ts';
import { type Kept, kept, view } from './kept.ts';
import { SosScreen } from './SosScreen.tsx';
import { WithScreen } from './WithScreen.tsx';

const keptNow: Kept = {
  id: exampleCall(0).id,
  key: 'A'.repeat(43),
  silent: false,
  language: 'ko',
  stored: true,
  wish: null,
  quiet: false,
  another: null,
  errands: [],
};

type Phone = {
  call?: Partial<SosView> | null;
  keeps?: Partial<Kept> | null;
  unanswered?: number;
  late?: boolean;
  place?: Parameters<typeof putHere>[0];
};

/** Her phone in the middle of a call: what the city said last, what it keeps itself, what it knows of her place. */
function put(at: number, { call = {}, keeps = {}, unanswered = 0, late, place }: Phone): void {
  facts.value = exampleCity;
  putHere(place ?? 'known');
  putList(at);
  view.value = call === null ? null : exampleCall(at, call);
  kept.value = keeps === null ? null : { ...keptNow, ...keeps };
  failures.value = unanswered;
  tooLate.value = late ?? false;
  gone.value = false;
}

/** After her touch on "point at it on a map". */
function Pointing() {
  useEffect(() => document.querySelectorAll<HTMLElement>('.another > .touch')[1]?.click(), []);
  return <AnotherScreen />;
}

/** The countdown with three of five seconds left, standing still. */
function Counting() {
  useEffect(() => {
    const hold = () => {
      ringEnds.value = performance.now() + 2950;
    };
    ringEnds.value = performance.now() + 5000;
    const timer = setInterval(hold, 50);
    return () => clearInterval(timer);
  }, []);
  return <SosScreen />;
}

function call(
  name: string,
  title: Example['title'],
  phone: Phone,
  more: Partial<Example> = {},
): Example {
  return screen(
    name,
    title,
    (at) => {
      put(at, phone);
      return <SosScreen />;
    },
    more,
  );
}

function screen(
  name: string,
  title: Example['title'],
  show: (at: number) => ComponentChild,
  more: Partial<Example> = {},
): Example {
  return { name, title, sizes: ['phone', 'desk'], frame: 'phone', show, ...more };
}

function withPage(name: string, title: Example['title'], answers: Answers): Example {
  return screen(
    name,
    title,
    () => {
      facts.value = exampleCity;
      return <WithScreen token={'A'.repeat(43)} />;
    },
    { answers },
  );
}
const moment = Date.parse('2026-11-24T14:56:07Z');
const shared = 'GET /api/shared-sos';
const counting = { call: { state: 'counting-down', secondsLeft: 3, raisedAt: null } } as const;

export const examples: ExampleSet = {
  title: { ko: '주민 앱 · 도움 요청', en: 'Residents’ app: the call for help' },
  usual: 'paper',
  residents: true,
  examples: [
    screen(
      'help',
      { ko: '첫 번째 누름 뒤', en: 'After the first touch' },
      (at) => {
        put(at, { call: null, keeps: null });
        return <HelpScreen />;
      },
      { photo: true },
    ),
    screen(
      'another',
      { ko: '다른 사람이 위험해요', en: 'Someone else is in danger' },
      (at) => {
        put(at, { call: null, keeps: null });
        return <AnotherScreen />;
      },
      { photo: true },
    ),
    screen(
      'another-map',
      { ko: '다른 사람이 위험해요 · 지도', en: 'Someone else is in danger, on a map' },
      (at) => {
        put(at, { call: null, keeps: null });
        return <Pointing />;
      },
      {
        answers: {
          'GET /api/city/map': { reply: { layers: {} } },
          'GET /api/city': { reply: exampleCity },
        },
      },
    ),
    call(
      'sending',
      { ko: '보내는 중', en: 'On its way to the city' },
      { call: null, keeps: { stored: false } },
    ),
    screen(
      'counting',
      { ko: '취소할 수 있는 몇 초', en: 'The seconds to take it back' },
      (at) => {
        put(at, counting);
        return <Counting />;
      },
      { photo: true },
    ),
    screen('counting-silent', { ko: '소리 없이', en: 'Without a sound' }, (at) => {
      put(at, { call: { ...counting.call, silent: true }, keeps: { silent: true } });
      return <Counting />;
    }),
    call(
      'sending-lost',
      { ko: '연결 없음 · 보내는 중', en: 'No network, still sending' },
      {
        call: null,
        keeps: { stored: false },
        unanswered: 3,
      },
      { photo: true },
    ),
    call(
      'taking-back',
      { ko: '취소하는 중', en: 'Being taken back' },
      { ...counting, keeps: { wish: 'cancel' } },
    ),
    call(
      'taking-back-lost',
      { ko: '연결 없음 · 취소하는 중', en: 'No network, being taken back' },
      {
        ...counting,
        keeps: { wish: 'cancel' },
        unanswered: 3,
      },
    ),
    call('received', { ko: '알렸어요', en: 'Received' }, {}, { photo: true }),
    call(
      'received-no-place',
      { ko: '위치 거절', en: 'Received, her place refused' },
      {
        call: { positionAt: null },
        place: 'refused',
      },
    ),
    call(
      'acknowledged',
      { ko: '관제센터가 확인', en: 'Acknowledged' },
      {
        call: { state: 'acknowledged', policeKnow: true },
      },
    ),
    call(
      'dispatched',
      { ko: '도움이 오는 중', en: 'Help on the way' },
      {
        call: {
          state: 'dispatched',
          policeKnow: true,
          unit: { callSign: '순찰 21', kind: 'patrol-car' },
          etaMinutes: 4,
          messages: exampleMessages(moment),
          callback: true,
          links: 2,
        },
      },
      { photo: true },
    ),
    call(
      'on-scene',
      { ko: '도움 도착', en: 'Help is there' },
      {
        call: { state: 'on-scene', policeKnow: true },
      },
    ),
    call(
      'live-lost',
      { ko: '연결 끊김', en: 'The network is gone' },
      {
        call: { state: 'acknowledged', policeKnow: true },
        unanswered: 3,
        keeps: {
          errands: [
            {
              path: 'messages',
              body: { messageId: exampleCall(0).id, phrase: 'cannot-speak', language: 'ko' },
            },
          ],
        },
      },
    ),
    call('too-late', { ko: '취소가 늦었을 때', en: 'Taken back too late' }, { late: true }),
    call(
      'quiet',
      { ko: '위치를 그만 보냄', en: 'She stopped sharing her place' },
      {
        call: { state: 'acknowledged', sharing: false },
        keeps: { quiet: true },
      },
    ),
    call(
      'for-another',
      { ko: '다른 사람을 위한 요청', en: 'A call for someone else' },
      {
        keeps: { another: { text: '솔밭역 3번 출구', lat: null, lon: null, what: '' } },
      },
    ),
    call('ended', { ko: '끝난 요청', en: 'Ended' }, { call: { state: 'closed' }, keeps: null }),
    call(
      'cancelled',
      { ko: '취소한 요청', en: 'Taken back' },
      {
        call: { state: 'cancelled' },
        keeps: null,
      },
    ),
    withPage(
      'with',
      { ko: '믿는 사람이 보는 화면', en: 'What a trusted person sees' },
      {
        [shared]: { reply: exampleShared(moment) },
      },
    ),
    withPage(
      'with-no-place',
      { ko: '믿는 사람 · 위치 없음', en: 'A trusted person, no place yet' },
      {
        [shared]: {
          reply: exampleShared(moment, { position: null, state: 'dispatched', etaMinutes: 3 }),
        },
      },
    ),
    withPage(
      'with-soon',
      { ko: '믿는 사람 · 알리기 전', en: 'A trusted person, in the countdown' },
      {
        [shared]: { status: 409, problem: { code: 'not-raised' } },
      },
    ),
    withPage(
      'with-gone',
      { ko: '믿는 사람 · 끝난 링크', en: 'A trusted person, the link ended' },
      {
        [shared]: { status: 410, problem: { code: 'gone' } },
      },
    ),
    withPage(
      'with-cut',
      { ko: '믿는 사람 · 연결 끊김', en: 'A trusted person, cut off' },
      {
        [shared]: 'cut',
      },
    ),
  ],
};
