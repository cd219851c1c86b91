// The police desk with what the city handed over, with nothing, and cut off.
import type { Answered, Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { PoliceDesk } from './PoliceDesk.tsx';
import { leaveSeat } from './seat.ts';

const handOver = (n: number, at: string, confirmedAt: string | null) => ({
  id: `hand-over-${n}`,
  receivedAt: at,
  confirmedAt,
  eido: {
    name: ['한별마트 무지개로점', '초록편의점 은하수점', '새봄마트 강변점'][n] ?? '',
    address: ['다솜구 무지개로 41, 1층', '은하구 은하수로 118', '새봄구 강변길 7'][n] ?? '',
    phone: `02-000-014${n}`,
    lat: 37.50112,
    lon: 127.00241,
    state: n === 0 ? 'raised' : 'acknowledged',
    urgency: n === 0 ? 4 : 3,
    drill: n === 2,
    callback: null,
  },
});

function desk(name: string, ko: string, en: string, answered: Answered, photo = false): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['phone', 'desk'],
    frame: 'page',
    photo,
    answers: {
      'GET /api/demo-police/hand-overs': answered,
      'GET /api/city': { reply: exampleCity },
      'GET /api/me': {
        reply: { id: 'me', name: '한지우', role: 'police', districts: ['101'] },
      },
      'GET /api/desk/reports': {
        reply: {
          desks: [{ id: 'desk', kind: 'police', district: '101' }],
          items: [],
          alerts: [],
        },
      },
    },
    show: () => {
      leaveSeat();
      return <PoliceDesk />;
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '경찰 · 인계받은 신고', en: 'Police: calls handed over' },
  usual: 'dark',
  examples: [
    desk(
      'desk',
      '인계 세 건',
      'Three hand-overs',
      {
        reply: {
          items: [
            handOver(0, '2026-11-24T14:55:58Z', null),
            handOver(1, '2026-11-24T14:52:10Z', '2026-11-24T14:52:31Z'),
            handOver(2, '2026-11-24T14:40:00Z', '2026-11-24T14:40:09Z'),
          ],
        },
      },
      true,
    ),
    desk('desk-empty', '인계 없음', 'Nothing handed over', { reply: { items: [] } }),
    desk('desk-cut', '연결 없음', 'No connection', 'cut'),
  ],
};
