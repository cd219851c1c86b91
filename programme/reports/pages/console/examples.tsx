// Sealed reports at the desk: what waits, one report before and after it is opened, and every state of a key.
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import type { DeskKind, PartKind } from '../../names.ts';
import { type FileState, files } from './file-state.ts';
import {
  chosenId,
  type Inbox,
  inbox,
  inboxProblem,
  type MyKeys,
  type Part,
  type Report,
  seat,
} from './inbox-state.ts';
import { asking, brokenLog, isOpen, mine, openKeys } from './key-state.ts';
import { ReportsRoom } from './ReportsRoom.tsx';
import { gone, type Read, reads } from './read-state.ts';

const id = (end: number) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;
const key = 'A'.repeat(43);
const team = { id: id(10), kind: 'crisis-team' as DeskKind, district: '101' };

const part = (end: number, kind: PartKind, at: string, some: Partial<Part> = {}): Part => ({
  id: id(end),
  kind,
  from: null,
  at,
  pieces: null,
  received: 0,
  endsAt: null,
  opened: false,
  ...some,
});

function inboxAt(at: number): Inbox {
  const ago = (minutes: number) => new Date(at - minutes * 60_000).toISOString();
  const report = (end: number, minutes: number, some: Partial<Report>, level = 0): Report => ({
    id: id(end),
    version: 1,
    district: '101',
    urgency: 'today',
    language: 'ko',
    teller: 'survivor',
    minor: null,
    services: ['counselling', 'medical'],
    suspectedFlood: false,
    source: 'online',
    partner: null,
    sentAt: ago(minutes),
    herKey: key,
    parts: [
      part(end * 10, 'narrative', ago(minutes)),
      part(end * 10 + 1, 'identity', ago(minutes)),
    ],
    deliveries: [
      {
        ...team,
        sentAt: ago(minutes),
        dueAt: level === 0 ? ago(minutes - 15) : null,
        level,
        acknowledgedAt: null,
      },
    ],
    ...some,
  });
  const first = report(1, 4, {});
  return {
    desks: [team],
    partners: [],
    items: [
      {
        ...first,
        parts: [
          ...first.parts,
          part(12, 'message', ago(3), { from: team.id, opened: true }),
          part(13, 'message', ago(2), { endsAt: new Date(at + 30 * 86_400_000).toISOString() }),
        ],
      },
      report(2, 9, {
        urgency: null,
        teller: 'witness',
        minor: true,
        services: [],
        suspectedFlood: true,
        language: 'en',
      }),
      report(3, 21, { urgency: 'soon' }, 1),
      report(4, 190, {
        urgency: 'no-hurry',
        deliveries: [
          { ...team, sentAt: ago(190), dueAt: null, level: 0, acknowledgedAt: ago(181) },
        ],
      }),
    ],
    alerts: [
      {
        report: id(90),
        desk: id(91),
        kind: 'crisis-team',
        district: '104',
        waitsSince: ago(18),
        at: ago(3),
      },
    ],
  };
}

const own: MyKeys['keys'][number] = {
  id: id(70),
  publicKey: key,
  locked: { way: 'passphrase', salt: key, sealed: 'A'.repeat(80) },
  signed: true,
};
const deskKey = {
  id: id(60),
  generation: 1,
  publicKey: key,
  signed: true,
  held: [{ holder: own.id, wrap: 'A'.repeat(107) }],
};
const keys: MyKeys = {
  keys: [own],
  desks: [
    {
      ...team,
      keys: [deskKey],
      members: [
        { staff: id(80), name: '한지우', keys: [{ id: own.id, lacks: [] }] },
        { staff: id(81), name: '오세린', keys: [{ id: id(71), lacks: [] }] },
      ],
      rotate: false,
    },
  ],
};
const [desk] = keys.desks as [MyKeys['desks'][number]];

const texts: [number, string][] = [
  [10, '퇴근길 전철에서 있었던 일이에요.\n\n어디에서 있었나요? 버스·지하철 · 2호선'],
  [11, '어떻게 부를까요? 바람\n무엇이 안전한가요? 여기에서만'],
  [12, '보내 주신 글을 잘 받았습니다. 서두르지 않으셔도 됩니다.'],
  [13, '저녁에는 볼 수 있어요.'],
];

const file = (name: string, type: string, size: number, of: string | null) =>
  JSON.stringify({ name, type, size, of, sha256: '3f'.repeat(32) });
const fileTexts: [number, string][] = [
  [14, file('IMG_2041.jpg', 'image/jpeg', 312_000, id(15))],
  [15, file('IMG_2041.heic', 'image/heic', 2_400_000, null)],
  [16, file('VID_0007.mp4', 'video/mp4', 412_000_000, null)],
];
/** A picture as small as one can be. */
const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAHd3dwAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';
const fileStates: [number, FileState][] = [
  [14, { state: 'shown', url: dot, fits: true }],
  [15, { state: 'saved', fits: true }],
  [16, { state: 'coming', share: 0.42, stop: new AbortController() }],
];

function withFiles(whole: Inbox): Inbox {
  const [first, ...others] = whole.items;
  if (first === undefined) return whole;
  const added = fileTexts.map(([end]) =>
    part(end, 'file', first.sentAt, { pieces: 3, received: 3 }),
  );
  return { ...whole, items: [{ ...first, parts: [...first.parts, ...added] }, ...others] };
}

type State = {
  /** Also proved as narrow as a phone. */
  phone?: boolean;
  keys?: MyKeys | null;
  open?: boolean;
  read?: boolean;
  broken?: boolean;
  gone?: boolean;
  ask?: 'unlock' | 'enrol';
  choose?: boolean;
  list?: (whole: Inbox) => Inbox;
  answers?: Answers;
  /** With files: a clean copy that is shown, its original that was saved, a video that is coming. */
  files?: boolean;
};

function room(name: string, ko: string, en: string, state: State, photo = false): Example {
  return {
    name,
    title: { ko, en },
    sizes: state.phone ? ['phone', 'desk'] : ['desk'],
    frame: 'page',
    photo,
    // What is shown was put there; what the page asks for meanwhile does not come.
    answers: {
      'GET /api/desk/reports': 'never',
      'GET /api/keys/mine': 'never',
      'GET /api/demo/sign-ins': 'never',
      ...state.answers,
    },
    show: (at) => {
      seat.value = null;
      seat.value = 'me';
      inboxProblem.value = null;
      const whole = inboxAt(at);
      inbox.value = state.answers === undefined ? (state.list ?? ((same) => same))(whole) : null;
      chosenId.value = state.choose === false ? null : id(1);
      mine.value = state.keys === undefined ? keys : state.keys;
      isOpen.value = state.open ?? false;
      openKeys.value = state.open ? [deskKey.id] : [];
      brokenLog.value = state.broken
        ? 'Entry 12 of the key log does not follow the one before.'
        : null;
      asking.value = state.ask ?? null;
      if (state.read)
        reads.value = new Map(
          [...texts, ...(state.files ? fileTexts : [])].map(([end, text]): [string, Read] => [
            id(end),
            { state: 'read', text, opened: { id: id(end), sealed: '', wraps: [] } },
          ]),
        );
      if (state.files) files.value = new Map(fileStates.map(([end, file]) => [id(end), file]));
      if (state.gone) gone.value = [part(14, 'identity', whole.items[0]!.sentAt)];
      return (
        <main class="shown-fill">
          <ReportsRoom
            name="한지우"
            nameDistrict={(code) =>
              inLanguage(exampleCity.districts.find((one) => one.code === code)?.name ?? {})
            }
          />
        </main>
      );
    },
  };
}

const colleague = { staff: id(82), name: '윤하람', keys: [{ id: id(72), lacks: [deskKey.id] }] };

export const examples: ExampleSet = {
  title: { ko: '봉인된 신고 · 창구', en: 'Sealed reports: the desk' },
  usual: 'dark',
  examples: [
    room('locked', '열쇠가 잠긴 창구', 'A desk whose key is locked', { phone: true }, true),
    room('read', '연 신고', 'An opened report', { open: true, read: true, phone: true }, true),
    room('files', '연 파일', 'Opened files', {
      open: true,
      read: true,
      files: true,
      phone: true,
      list: withFiles,
    }),
    room('taken-back', '거둔 부분', 'A part that was taken back', { open: true, gone: true }),
    room('gone', '거둔 신고', 'A report that was taken back', {
      list: (whole) => ({ ...whole, items: whole.items.slice(1) }),
    }),
    room('unlock', '열쇠 열기', 'Unlocking', { ask: 'unlock' }),
    room('enrol', '열쇠 만들기', 'Making a key', { keys: { ...keys, keys: [] }, ask: 'enrol' }),
    room('key-broken', '맞지 않는 열쇠 목록', 'A list of keys that does not hold', {
      broken: true,
    }),
    room('desk-keys', '손볼 창구 열쇠', 'Keys of a desk that want somebody', {
      open: true,
      keys: { ...keys, desks: [{ ...desk, rotate: true, members: [...desk.members, colleague] }] },
    }),
    room('empty', '신고 없음', 'No reports', {
      keys: { ...keys, keys: [{ ...own, signed: false }] },
      list: (whole) => ({ ...whole, items: [], alerts: [] }),
      choose: false,
    }),
    room('cut', '연결 없음', 'Offline', { answers: { 'GET /api/desk/reports': 'cut' } }),
  ],
};
