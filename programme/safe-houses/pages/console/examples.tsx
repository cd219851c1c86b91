// The register, one store, the devices that need a person and the roll call; and each of them when the server does not answer well.
import type { ComponentChild } from 'preact';
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { city, me } from '#programme/incidents/pages/console/index.ts';
import { exampleRegister, exampleStore } from '../../example-stores.ts';
import { HealthBoard } from './HealthBoard.tsx';
import { type Board, board, fetchHealth, rollCall } from './health-state.ts';
import { RollCallCard } from './RollCallCard.tsx';
import { RegisterView } from './register/RegisterView.tsx';

const both = ['phone', 'desk'] as const;
const store = exampleStore();

const health: Board = {
  devices: 641,
  well: 637,
  items: (
    [
      ['tampered', '한별마트 무지개로점', '2026-11-24T14:31:00Z', null],
      ['silent', '초록편의점 은하수점', '2026-11-24T09:10:00Z', null],
      ['never-heard', '새봄마트 강변점', null, null],
      ['battery', '달빛편의점 마루역점', '2026-11-23T20:00:00Z', 9],
    ] as const
  ).map(([problem, name, since, batteryPercent], index) => ({
    id: `device-${index}`,
    label: '계산대',
    storeId: store.id,
    store: name,
    storePhone: '02-000-0141',
    district: String(101 + index),
    lat: 37.5,
    lon: 127,
    problem,
    since,
    batteryPercent,
    lastSeenAt: since,
  })),
  rollCall: {
    id: 'roll',
    startedAt: '2026-11-24T12:58:00Z',
    finishedAt: '2026-11-24T13:28:00Z',
    answered: 584,
    total: 641,
    signed: true,
  },
};

/** A manager's desk, with the register answering as told. */
function register(
  name: string,
  ko: string,
  en: string,
  answers: Answers,
  id: string | null,
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: both,
    frame: 'page',
    photo,
    answers,
    show: () => {
      city.value = exampleCity;
      me.value = { id: 'me', name: '김도연', role: 'manager', districts: 'all' };
      return (
        <main class="shown-fill">
          <RegisterView id={id} go={() => {}} />
        </main>
      );
    },
  };
}

function piece(
  name: string,
  ko: string,
  en: string,
  show: () => ComponentChild,
  answers: Answers = {},
): Example {
  return {
    name,
    title: { ko, en },
    sizes: both,
    frame: 'side',
    answers,
    photo: name === 'devices',
    show: () => {
      city.value = exampleCity;
      return show();
    },
  };
}

const district = (code: string) =>
  exampleCity.districts.find((one) => one.code === code)?.name.ko ?? '';
const one = `GET /api/stores/${store.id}`;
const list = 'GET /api/stores';
const rows = { reply: { items: exampleRegister(40) } };

export const examples: ExampleSet = {
  title: { ko: '지킴이집 · 등록부와 장치', en: 'Safe houses: register and devices' },
  usual: 'dark',
  examples: [
    register('register', '등록부', 'The register', { [list]: rows }, null, true),
    register(
      'register-empty',
      '빈 등록부',
      'An empty register',
      { [list]: { reply: { items: [] } } },
      null,
    ),
    register('register-slow', '느린 등록부', 'A slow register', { [list]: 'never' }, null),
    register('register-cut', '연결 없는 등록부', 'The register offline', { [list]: 'cut' }, null),
    register(
      'register-failed',
      '등록부 오류',
      'The register at fault',
      { [list]: { status: 500, problem: { code: 'internal', id: '7f3a-21c9' } } },
      null,
    ),
    register(
      'store',
      '점포 하나',
      'One store',
      { [list]: rows, [one]: { reply: store } },
      store.id,
      true,
    ),
    register(
      'store-refused',
      '다른 구의 점포',
      'A store of another district',
      { [list]: rows, [one]: { status: 404, problem: { code: 'no-store' } } },
      store.id,
    ),
    piece('devices', '손볼 장치', 'Devices that need a person', () => {
      board.value = health;
      return <HealthBoard districtName={district} />;
    }),
    piece('devices-well', '모두 이상 없음', 'All devices well', () => {
      board.value = { ...health, well: 641, items: [] };
      return <HealthBoard districtName={district} />;
    }),
    piece(
      'devices-cut',
      '연결 없는 장치 목록',
      'Devices offline',
      () => {
        void fetchHealth();
        return <HealthBoard districtName={district} />;
      },
      { 'GET /api/health-board': 'cut', 'GET /api/quarantine': 'cut' },
    ),
    piece('roll-call', '저녁 점호', 'The evening roll call', () => {
      rollCall.value = health.rollCall;
      return (
        <div class="shown-inset">
          <RollCallCard onPress={() => {}} />
        </div>
      );
    }),
  ],
};
