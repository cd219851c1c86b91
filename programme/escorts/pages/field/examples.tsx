// A scout's evening, state by state: before the shift, on patrol, asked, the meeting, the walk, and every way it ends.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import {
  exampleOffer,
  examplePair,
  exampleShift,
  exampleWalk,
  exampleWalking,
} from '../../example-pair.ts';
import type { PairView } from '../../pair-contract.ts';
import { help } from './help.ts';
import { ScoutPage } from './ScoutPage.tsx';
import { online, pending, take } from './scout-state.ts';

const minute = 60_000;
const both = ['phone', 'desk'] as const;
const walkId = exampleWalk(0).id;
const cut = {
  'GET /api/pair': 'cut',
  'POST /api/pair/position': 'cut',
  [`POST /api/pair/walks/${walkId}/check-in`]: 'cut',
} as const;

/** The page as the field app frames it. The city never answers here: what is shown is what it said before. */
function page(
  name: string,
  ko: string,
  en: string,
  view: (at: number) => PairView,
  more: Partial<Example> & { also?: (at: number) => void } = {},
): Example {
  const { also, ...rest } = more;
  return {
    name,
    title: { ko, en },
    sizes: ['phone'],
    frame: 'phone',
    answers: { 'GET /api/pair': 'never', 'POST /api/pair/position': 'never' },
    show: (at) => {
      take(view(at));
      also?.(at);
      return (
        <div
          style={{
            display: 'flex',
            flexDirection: 'column',
            minHeight: '100dvh',
            maxWidth: '520px',
            marginInline: 'auto',
            padding: '16px 20px',
          }}
        >
          <ScoutPage />
        </div>
      );
    },
    ...rest,
  };
}

const ended = (at: number, state: 'home' | 'refused' | 'cancelled' | 'left') =>
  examplePair(at, {
    ended: { walkId, state, by: null, at: new Date(at - minute).toISOString() },
    mayBlock: state === 'home' ? null : walkId,
    safeCheckIn: state === 'home' ? { walkId, by: new Date(at + 8 * minute).toISOString() } : null,
  });

export const examples: ExampleSet = {
  title: { ko: '현장 · 안심귀가 스카우트', en: 'Field: scouts' },
  usual: 'paper',
  examples: [
    page('before', '근무 전', 'Before the shift', (at) =>
      examplePair(at, {
        shift: exampleShift(at, {
          started: false,
          here: false,
          workedFrom: null,
          beginsAt: new Date(at + 20 * minute).toISOString(),
        }),
      }),
    ),
    page('unfit', '기한이 지난 조', 'A pair that may not walk', (at) =>
      examplePair(at, {
        shift: exampleShift(at, { started: false, here: false, workedFrom: null, unfit: true }),
      }),
    ),
    page('no-shift', '근무 없음', 'No shift', (at) => examplePair(at, { shift: null })),
    page('alone', '짝을 기다림', 'Waiting for the partner', (at) => {
      const shift = exampleShift(at);
      return examplePair(at, {
        shift: { ...shift, partners: shift.partners.map((one) => ({ ...one, here: false })) },
      });
    }),
    page('patrol', '순찰 중', 'On patrol', examplePair, { photo: true, sizes: both }),
    page(
      'offer',
      '동행 요청',
      'A walk is asked for',
      (at) => examplePair(at, { offer: exampleOffer(at, { language: 'vi' }) }),
      { photo: true, sizes: both },
    ),
    page('paired', '맡은 동행', 'A walk taken', (at) => examplePair(at, { walk: exampleWalk(at) })),
    page('on-the-way', '가는 중', 'On the way', (at) =>
      examplePair(at, { walk: exampleWalk(at, { state: 'on-the-way' }) }),
    ),
    page(
      'meeting',
      '만남',
      'The meeting',
      (at) => examplePair(at, { walk: exampleWalk(at, { state: 'here', sheConfirmed: false }) }),
      { photo: true, sizes: both },
    ),
    page('meeting-half', '그분이 먼저 확인', 'She has confirmed', (at) =>
      examplePair(at, {
        walk: exampleWalk(at, {
          state: 'here',
          sheConfirmed: true,
          wantedAt: new Date(at - 11 * minute).toISOString(),
        }),
      }),
    ),
    page('meeting-spoken', '말로 주고받는 숫자', 'Spoken numbers', (at) =>
      examplePair(at, {
        walk: exampleWalk(at, { state: 'here', spoken: true, spokenCode: '0417', note: null }),
      }),
    ),
    page(
      'meeting-offline',
      '연결 없이 만남',
      'Meeting without a network',
      (at) => examplePair(at, { walk: exampleWalk(at, { state: 'here', pairConfirmed: true }) }),
      {
        answers: cut,
        also: () => {
          online.value = false;
        },
      },
    ),
    page(
      'walking',
      '함께 걷는 중',
      'Walking together',
      (at) => examplePair(at, { walk: exampleWalking(at) }),
      { photo: true, sizes: both },
    ),
    page(
      'walking-offline',
      '걷는 중 연결이 끊김',
      'The line cut in mid-walk',
      (at) =>
        examplePair(at, {
          walk: exampleWalking(at, { checkInBy: new Date(at + minute).toISOString() }),
        }),
      {
        answers: cut,
        also: () => {
          online.value = false;
          pending.value = [{ name: 'check-in', about: walkId, body: {} }];
        },
      },
    ),
    page('help', '도움을 부름', 'Help was called', (at) =>
      examplePair(at, { walk: exampleWalking(at, { helpCalled: true }) }),
    ),
    page('help-ended', '요청이 끝남', 'The call was closed', (at) =>
      examplePair(at, {
        walk: exampleWalking(at, { helpEndedAt: new Date(at - minute).toISOString() }),
      }),
    ),
    page('help-sending', '도움을 부르는 중', 'Calling for help', examplePair, {
      also: (at) => {
        help.value = { state: 'sending', silent: false, at };
      },
    }),
    page('dropped-off', '집 앞', 'At her door', (at) =>
      examplePair(at, { walk: exampleWalking(at, { state: 'dropped-off' }) }),
    ),
    page('ended-home', '무사히 끝남', 'Home', (at) => ended(at, 'home')),
    page(
      'ended-refused',
      '그분이 원하지 않음',
      'She did not want it',
      (at) => ended(at, 'refused'),
      {
        photo: true,
      },
    ),
    page('ended-cancelled', '취소됨', 'Cancelled', (at) => ended(at, 'cancelled')),
    page('ended-left', '그만 걸음', 'Left', (at) => ended(at, 'left')),
    page('after', '근무를 마침', 'After the shift', (at) =>
      examplePair(at, {
        shift: exampleShift(at, {
          here: false,
          workedUntil: new Date(at - minute).toISOString(),
        }),
      }),
    ),
  ],
};
