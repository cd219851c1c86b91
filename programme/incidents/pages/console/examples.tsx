// The control room's pieces on nights of every kind: nothing, one fresh call, one of each, ten thousand.
import type { ComponentChild } from 'preact';
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import type { Incident } from '../../contract.ts';
import { exampleDetail } from '../../example-detail.ts';
import { busyNight, exampleId, floodedNight, freshCall } from '../../examples.ts';
import { AskClose } from './AskClose.tsx';
import { city, me } from './city.ts';
import { Detail } from './Detail.tsx';
import { NightView } from './NightView.tsx';
import { type Night, night } from './night-state.ts';
import { Queue } from './Queue.tsx';
import { putRows, show as showRows } from './queue-state.ts';
import { ShiftView } from './ShiftView.tsx';
import { detail, list, selected, selectedId } from './selection.ts';

const both = ['phone', 'desk'] as const;

const figures = (at: number): Night => ({
  since: new Date(at - 6 * 3_600_000).toISOString(),
  raised: 17,
  open: 4,
  closed: 13,
  drills: 2,
  medianSecondsToAcknowledge: 7,
  withinTenSeconds: 0.94,
  answered: 16,
  slowestSecondsToAcknowledge: 31,
  answerTimes: [
    { upTo: 5, count: 6 },
    { upTo: 10, count: 9 },
    { upTo: 20, count: 0 },
    { upTo: null, count: 1 },
  ],
  medianMinutesToScene: 6,
  byDoor: { store: 11, sos: 3, hotline: 2, home: 1 },
  byDisposition: { assisted: 2, accidental: 8, test: 3 },
  byHour: [18, 19, 20, 21, 22, 23].map((hour, index) => ({
    hour,
    count: [1, 2, 2, 3, 5, 4][index] ?? 0,
  })),
});

/** Puts an operator of one district and these calls on the desk, and chooses the first unless told otherwise. */
function onDesk(at: number, rows: readonly Incident[], chosen: number | null = 0): void {
  city.value = exampleCity;
  me.value = { id: exampleId(900), name: '이수연', role: 'operator', districts: ['101'] };
  night.value = figures(at);
  putRows(rows);
  showRows();
  const row = chosen === null ? undefined : rows[chosen];
  selectedId.value = row?.id ?? null;
  detail.value = row === undefined ? null : exampleDetail(row);
}

function Closing() {
  const row = selected.value;
  return row === null ? null : <AskClose row={row} whole={detail.value} onClose={() => {}} />;
}

/** A piece beside the map, and what the detail asks the server by itself. */
function piece(
  name: string,
  ko: string,
  en: string,
  rows: (at: Date) => Incident[],
  show: () => ComponentChild,
  more: Partial<Example> & { chosen?: number | null } = {},
): Example {
  const { chosen = 0, ...rest } = more;
  return {
    name,
    title: { ko, en },
    sizes: both,
    frame: 'side',
    show: (at) => {
      onDesk(at, rows(new Date(at)), chosen);
      return show();
    },
    ...rest,
  };
}

export const examples: ExampleSet = {
  title: { ko: '관제 · 신고', en: 'Control room: calls' },
  usual: 'dark',
  examples: [
    piece('queue-busy', '바쁜 밤의 목록', 'The list on a busy night', busyNight, () => <Queue />, {
      photo: true,
    }),
    piece(
      'queue-quiet',
      '조용한 밤',
      'A quiet night',
      () => [],
      () => <Queue />,
      { photo: true },
    ),
    piece(
      'queue-flooded',
      '만 건이 열린 밤',
      'Ten thousand open calls',
      (at) => floodedNight(at, 10_000),
      () => <Queue />,
      { chosen: null },
    ),
    piece(
      'queue-closed',
      '마감한 신고 없음',
      'Nothing closed yet',
      () => [],
      () => {
        list.value = 'closed';
        return <Queue />;
      },
    ),
    piece('detail-fresh', '방금 들어온 신고', 'A fresh call', freshCall, () => <Detail />, {
      photo: true,
    }),
    piece('detail-sos', '휴대전화 도움 요청', 'Help from a phone', busyNight, () => <Detail />, {
      chosen: 1,
    }),
    piece('detail-dispatched', '출동 중', 'On the way', busyNight, () => <Detail />, {
      chosen: 2,
      photo: true,
    }),
    piece('detail-drill', '훈련', 'A drill', busyNight, () => <Detail />, { chosen: 5 }),
    piece('detail-none', '고른 신고 없음', 'No call chosen', busyNight, () => <Detail />, {
      chosen: null,
    }),
    piece('close', '마감 창', 'Closing a call', busyNight, () => <Closing />, {
      chosen: 2,
      frame: 'piece',
    }),
    {
      name: 'night',
      title: { ko: '오늘 밤의 숫자', en: 'Figures of the night' },
      sizes: both,
      frame: 'page',
      photo: true,
      answers: { 'GET /api/night': { reply: figures(Date.parse('2026-11-24T14:56:07Z')) } },
      show: (at) => {
        onDesk(at, [], null);
        return (
          <main class="view">
            <NightView />
          </main>
        );
      },
    },
    {
      name: 'shift',
      title: { ko: '근무 인계', en: 'Shift log' },
      sizes: both,
      frame: 'page',
      answers: {
        'GET /api/shift-log': {
          reply: {
            items: [
              {
                id: exampleId(1),
                at: '2026-11-24T12:02:00Z',
                author: '박도하',
                text: '은하구 초록편의점 은하수점 버튼 교체함 · 내일 점검 필요',
                open: 1,
              },
            ],
          },
        },
      },
      show: (at) => {
        onDesk(at, [], null);
        return (
          <main class="view">
            <ShiftView mayWrite />
          </main>
        );
      },
    },
  ],
};
