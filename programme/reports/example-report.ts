// A made-up report as she sees it, with desks of the made-up city.
import type { HerReport } from './contract.ts';
import type { Recipient } from './sealing/book.ts';

const id = (end: number) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;

/** Desks of a district, as far as a page shows them: their keys open nothing. */
export const exampleDesks: Recipient[] = (
  [
    ['crisis-team', '101'],
    ['police', '101'],
    ['medical', null],
    ['legal', null],
    ['support-centre', null],
  ] as const
).map(([kind, district], index) => ({
  desk: id(10 + index),
  kind,
  district,
  keyId: id(20 + index),
  publicKey: new Uint8Array(32),
}));

/** Texts by part. */
export const exampleTexts: ReadonlyMap<string, string> = new Map([
  [id(31), '퇴근길 전철에서 있었던 일이에요.\n\n어디에서 있었나요? 버스·지하철 · 2호선'],
  [id(32), '어떻게 부를까요? 바람\n무엇이 안전한가요? 여기에서만'],
  [id(33), '잘 읽었어요. 내일 낮에 이야기할까요?'],
]);

/** Sent an hour before `at` (milliseconds), answered since. */
export function exampleReport(at: number, some: Partial<HerReport> = {}): HerReport {
  const ago = (minutes: number) => new Date(at - minutes * 60_000).toISOString();
  const part = (end: number, kind: 'narrative' | 'identity' | 'message', from: string | null) => ({
    id: id(end),
    kind,
    from,
    at: ago(end === 33 ? 20 : 60),
    pieces: null,
    received: 0,
    sealed: '',
    own: '',
  });
  const consent = (desk: number, end: number) => ({
    part: id(end),
    recipient: id(desk + 10),
    desk: id(desk),
    since: ago(60),
    endsAt: desk === 11 ? new Date(at + 30 * 86_400_000).toISOString() : null,
    revokedAt: null,
  });
  const look = (desk: number, by: string, kind: string, minutes: number) => ({
    part: id(kind === 'identity' ? 32 : 31),
    kind,
    desk: id(desk),
    by,
    at: ago(minutes),
  });
  return {
    id: id(1),
    state: 'sent',
    version: 3,
    clear: {
      district: '101',
      urgency: 'today',
      language: 'ko',
      teller: 'survivor',
      minor: null,
      services: [],
    },
    madeAt: ago(60),
    sentAt: ago(60),
    files: { quota: 2_400_000_000, left: 2_400_000_000 },
    suspectedFlood: false,
    parts: [part(31, 'narrative', null), part(32, 'identity', null), part(33, 'message', id(10))],
    desks: [
      {
        id: id(10),
        kind: 'crisis-team',
        district: '101',
        sentAt: ago(60),
        acknowledgedAt: ago(52),
      },
      { id: id(11), kind: 'police', district: '101', sentAt: ago(60), acknowledgedAt: null },
    ],
    consents: [consent(10, 31), consent(10, 32), consent(11, 31)],
    openings: [look(10, '한지우', 'narrative', 52), look(10, '한지우', 'identity', 50)],
    ...some,
  };
}
