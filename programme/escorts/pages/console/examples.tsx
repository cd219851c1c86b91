// The board of walks and what is kept for it: an evening, one walk, booking for a caller, and each when the server does not answer well.
import type { ComponentChild } from 'preact';
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import {
  exampleBoard,
  exampleBoardWalk,
  exampleCapacity,
  exampleFigures,
  examplePoints,
  exampleService,
  exampleSlots,
  exampleSpoken,
} from '../../example-board.ts';
import { exampleLamp, exampleSeen } from '../../example-seen.ts';
import { BookWalk } from './BookWalk.tsx';
import { asking, board, boardProblem, chosen, chosenId, type Pane, pane } from './board-state.ts';
import { Confirmed } from './Confirmed.tsx';
import { FiguresView } from './FiguresView.tsx';
import { keptPoints, service } from './keep-state.ts';
import { PointsView } from './PointsView.tsx';
import { SeenView } from './SeenView.tsx';
import { ServiceView } from './ServiceView.tsx';
import { lookAtSeen, seen, seenId, seenKind, seenPhoto, seenState } from './seen-state.ts';
import { WalksBoard } from './WalksBoard.tsx';

const evening = Date.parse('2026-11-24T14:58:00Z');
const districts = exampleCity.districts
  .slice(0, 4)
  .map(({ code, name }) => ({ code, name: name.ko ?? code }));
const walk = exampleBoardWalk(evening);
const tonight: Answers = {
  'GET /api/walk-board': { reply: exampleBoard(evening) },
  'GET /api/walks/points': { reply: { items: examplePoints } },
  [`GET /api/walk-board/${walk.id}`]: { reply: walk },
  'GET /api/walk-capacity': { reply: exampleCapacity(evening) },
  [`GET /api/walks/points/${examplePoints[0]!.id}/slots`]: { reply: exampleSlots(evening) },
};
const without = (answer: Answers['']): Answers => ({ ...tonight, 'GET /api/walk-board': answer! });

function page(
  name: string,
  ko: string,
  en: string,
  answers: Answers,
  show: () => ComponentChild,
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['desk'],
    frame: 'page',
    photo,
    answers,
    show: () => {
      board.value = null;
      boardProblem.value = null;
      chosen.value = null;
      chosenId.value = null;
      asking.value = null;
      keptPoints.value = null;
      service.value = null;
      pane.value = 'walks';
      return (
        <main class="shown-fill" style={{ containerType: 'inline-size' }}>
          {show()}
        </main>
      );
    },
  };
}

function boardWith(shown: Pane = 'walks', whole: boolean = false): ComponentChild {
  pane.value = shown;
  if (whole) {
    chosenId.value = walk.id;
    chosen.value = walk;
  }
  return (
    <WalksBoard
      districts={districts}
      mayAct
      map={null}
      onIncident={() => {}}
      usePlaces={noPlaces}
    />
  );
}

const noPlaces = () => [];

const things = exampleSeen(evening);
const seenAnswers: Answers = {
  'GET /api/walk-observations': { reply: { items: things } },
  [`GET /api/walk-observations/${things[0]!.id}/photo`]: { reply: exampleLamp },
};

function seenWith(chosen: number | null): ComponentChild {
  seen.value = null;
  seenState.value = 'open';
  seenKind.value = '';
  seenId.value = null;
  seenPhoto.value = null;
  if (chosen !== null) void lookAtSeen(things[chosen]!);
  return (
    <SeenView
      mayAct
      districts={districts}
      landmarks={[{ name: '한별마트 무지개로점', lat: 37.5012, lon: 127.0011 }]}
      onMap={() => {}}
    />
  );
}

export const examples: ExampleSet = {
  title: { ko: '귀가 동행 · 관제', en: 'Walks home at the desk' },
  usual: 'dark',
  examples: [
    page('board', '오늘 밤', 'Tonight', tonight, () => boardWith('walks', true), true),
    page('pairs', '조', 'The pairs', tonight, () => boardWith('pairs')),
    page('capacity', '빈자리', 'Free places', tonight, () => boardWith('capacity')),
    page(
      'board-empty',
      '요청 없음',
      'No walks',
      without({ reply: exampleBoard(evening, { walks: [], pairs: [] }) }),
      () => boardWith(),
    ),
    page('board-cut', '연결 없는 판', 'The board offline', without('cut'), () => boardWith()),
    page(
      'board-failed',
      '판 오류',
      'The board at fault',
      without({ status: 500, problem: { code: 'internal', id: '7f3a-21c9' } }),
      () => boardWith(),
    ),
    page('book', '예약', 'Booking for a caller', tonight, () => (
      <BookWalk
        districts={districts}
        languages={['ko', 'en']}
        usePlaces={noPlaces}
        onClose={() => {}}
      />
    )),
    page('change', '바꾸기', 'Changing a walk', tonight, () => {
      const shown = boardWith('walks', true);
      asking.value = 'change';
      return shown;
    }),
    page(
      'read-out',
      '읽어 줄 말',
      'Read out to the caller',
      tonight,
      () => {
        const booked = { ...walk, phone: null, spoken: exampleSpoken };
        return (
          <Confirmed walk={booked} point={examplePoints[1]!} to="무지개로 41" onClose={() => {}} />
        );
      },
      true,
    ),
    page(
      'points',
      '만남 장소',
      'Meeting points',
      {
        'GET /api/meeting-points': {
          reply: {
            items: examplePoints.map((point, n) => ({
              ...point,
              reachMetres: 1500 + n * 500,
              perSlot: 1 + (n % 3),
              active: n !== 2,
              updatedAt: '2026-11-01T00:00:00Z',
            })),
          },
        },
      },
      () => <PointsView keeps districts={districts} usePlaces={noPlaces} />,
    ),
    page(
      'service',
      '운영 시간',
      'Hours of service',
      { 'GET /api/walk-service': { reply: exampleService } },
      () => <ServiceView />,
    ),
    page('seen', '순찰 중 본 것', 'Seen on patrol', seenAnswers, () => seenWith(0), true),
    page('seen-handed', '넘긴 것', 'Handed on', seenAnswers, () => {
      const shown = seenWith(2);
      seenState.value = 'all';
      return shown;
    }),
    page(
      'seen-none',
      '본 것 없음',
      'Nothing was seen',
      { 'GET /api/walk-observations': { reply: { items: [] } } },
      () => seenWith(null),
    ),
    page(
      'figures',
      '통계',
      'Figures',
      { 'GET /api/walk-figures': { reply: exampleFigures } },
      () => <FiguresView districts={districts} />,
      true,
    ),
  ],
};
