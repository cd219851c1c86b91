// The phone at the till: without a link, before and in a shift, practising, pressed, answered, cut off, and a word about a broken bell.
import { useEffect } from 'preact/hooks';
import type { Answered, Example, ExampleSet } from '#platform/ui/example.ts';
import { type Clerk, clerk, lost, online, refused, sending } from './clerk.ts';
import { enrolled } from './enrolled.ts';
import { FieldApp } from './FieldApp.tsx';
import { installing } from './install.ts';

const moment = Date.parse('2026-11-24T14:56:07Z');
const before = (seconds: number) => new Date(moment - seconds * 1000).toISOString();

const quiet: Clerk = {
  store: { name: '한별마트 무지개로점' },
  shift: { name: '오하늘', acceptedAt: before(7200) },
  testUntil: null,
  incident: null,
};
const pressed = (state: string, some: Partial<NonNullable<Clerk['incident']>> = {}): Clerk => ({
  ...quiet,
  incident: {
    state,
    raisedAt: before(42),
    policeKnow: true,
    unit: null,
    etaMinutes: null,
    ...some,
  },
});

type Till = {
  is?: Clerk | null;
  /** What the city answers; what it said last where nothing else is given. */
  answered?: Answered;
  names?: readonly string[];
  tries?: number;
  lostAt?: number;
  install?: 'ask' | 'ios';
  /** Pressed when the page is there: what opens a window. */
  opens?: string;
};

function Opened({ opens }: { opens: string }) {
  useEffect(() => document.querySelector<HTMLElement>(opens)?.click(), [opens]);
  return <FieldApp />;
}

function till(
  name: string,
  title: Example['title'],
  { is = quiet, answered, names = [], tries, lostAt, install, opens }: Till = {},
  photo = false,
): Example {
  return {
    name,
    title,
    sizes: ['phone', 'desk'],
    frame: 'phone',
    photo,
    answers: { 'GET /api/clerk': answered ?? { reply: is } },
    show: () => {
      // Whoever worked at this till lately is kept on the phone.
      localStorage.setItem('ansim.clerks', JSON.stringify(names));
      enrolled.value = { as: 'store', secret: 'example' };
      clerk.value = is;
      online.value = answered !== 'cut';
      refused.value = false;
      sending.value = tries === undefined ? null : { tries };
      lost.value = lostAt ?? null;
      installing.value = install ?? 'no';
      return opens === undefined ? <FieldApp /> : <Opened opens={opens} />;
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '현장 앱 · 점포', en: 'Field app: the store' },
  usual: 'paper',
  examples: [
    {
      ...till('enrol', { ko: '링크로 열어야 함', en: 'Without its link' }),
      answers: {},
      show: () => {
        enrolled.value = null;
        return <FieldApp />;
      },
    },
    till(
      'refused',
      { ko: '더 쓸 수 없는 링크', en: 'A link of no use any more' },
      { is: null, answered: { status: 401, problem: { code: 'unauthorized' } } },
    ),
    till(
      'shift',
      { ko: '근무를 시작하기', en: 'Beginning a shift' },
      { is: { ...quiet, shift: null } },
    ),
    till(
      'shift-known',
      { ko: '한 번에 근무 시작', en: 'A shift in one touch' },
      { is: { ...quiet, shift: null }, names: ['오하늘', '강민재'] },
      true,
    ),
    till('press', { ko: '누를 수 있음', en: 'Ready to press' }, { install: 'ask' }, true),
    till('practice', { ko: '연습', en: 'Practice' }, { is: { ...quiet, testUntil: before(-252) } }),
    till('bell', { ko: '벨 고장', en: 'A broken bell' }, { opens: '.part-press:last-child' }),
    till('sending', { ko: '보내는 중', en: 'On its way to the city' }, { tries: 0 }),
    till(
      'sending-cut',
      { ko: '연결 없음 · 보내는 중', en: 'No network, still sending' },
      { tries: 3, answered: 'cut' },
    ),
    till(
      'counting',
      { ko: '취소할 수 있는 몇 초', en: 'The seconds to take it back' },
      {
        is: pressed('counting-down', { policeKnow: false, raisedAt: before(2) }),
      },
    ),
    till('received', { ko: '알렸어요', en: 'Received' }, { is: pressed('raised') }, true),
    till(
      'acknowledged',
      { ko: '관제센터가 확인', en: 'Acknowledged' },
      { is: pressed('acknowledged') },
    ),
    till(
      'coming',
      { ko: '도움이 오는 중', en: 'Help on the way' },
      {
        is: pressed('dispatched', { unit: '순찰 21', etaMinutes: 4 }),
      },
      true,
    ),
    till('here', { ko: '도움 도착', en: 'Help is there' }, { is: pressed('on-scene') }),
    till('offline', { ko: '연결 없음', en: 'No network' }, { answered: 'cut' }, true),
    till(
      'lost',
      { ko: '보내지 못한 누름', en: 'A press that was never sent' },
      { lostAt: moment - 900_000 },
    ),
  ],
};
