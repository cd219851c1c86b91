// The log of custody as files: for people (CSV), for programs (JSON), and each link of the hash chain as a file whose SHA-256 is the link.
import type { Bytes } from '#platform/sealing/index.ts';

/** A row of the audit log as the city gives it. */
export type CustodyRow = {
  at: string;
  actor: string;
  name: string | null;
  role: string;
  action: string;
  detail: Record<string, unknown>;
  row: string;
  before: string | null;
  hash: string | null;
  position: number | null;
};

/** What an action is, for people. */
const said: Record<string, readonly [ko: string, en: string]> = {
  'report.kept': ['신고를 받음', 'report received'],
  'report.sent': ['신고를 보냄', 'report sent to desks'],
  'report.taken-down': ['말로 들은 신고를 옮김', 'report written down for her'],
  'report.opened': ['열람', 'opened'],
  'report.acknowledged': ['맡음', 'taken on'],
  'report.answered': ['그분께 글을 보냄', 'wrote to her'],
  'report.consents-changed': ['그분이 동의를 바꿈', 'she changed her consent'],
  'report.files-removed': ['그분이 파일을 지움', 'she removed files'],
  'report.withdrawn': ['그분이 거둠', 'she withdrew it'],
  'case.taken': ['사건으로 맡음', 'taken on as a case'],
  'case.opened': ['사건을 봄', 'case looked at'],
  'case.handed-on': ['다른 팀에 건넴', 'handed on to another desk'],
  'case.closed': ['사건을 마침', 'case closed'],
  'case.reopened': ['사건을 다시 엶', 'case reopened'],
  'evidence.begun': ['증거 꾸러미를 만들기 시작', 'evidence package begun'],
  'evidence.left': ['증거 꾸러미가 나감', 'evidence package left the city'],
  'evidence.stamped': ['시점 확인을 받음', 'time stamp obtained'],
};

/** "열람 / opened"; an action that is newer than this page is said as it is. */
export function sayAction(action: string): string {
  return said[action]?.join(' / ') ?? action;
}

/** Who: a name where the city knows one, she herself, or the system. */
export function sayActor({ name, role }: CustodyRow): string {
  if (role === 'reporter') return '신고한 사람 / the person who reported';
  if (role === 'system') return '시스템 / the system';
  return name ?? '';
}

/** What it was about, as it is called in this package. */
export function itemOf(row: CustodyRow, paths: ReadonlyMap<string, string>): string {
  const { part, entry } = row.detail;
  const id = typeof part === 'string' ? part : typeof entry === 'string' ? entry : '';
  return paths.get(id) ?? id;
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** RFC 4180, with a byte order mark, by which spreadsheets know UTF-8. */
export function custodyCsv(
  rows: readonly CustodyRow[],
  paths: ReadonlyMap<string, string>,
): string {
  const head = [
    'at (UTC)',
    'what',
    'who',
    'role',
    'item',
    'action',
    'actor',
    'detail',
    'position',
    'hash',
  ];
  const lines = rows.map((row) => [
    row.at,
    sayAction(row.action),
    sayActor(row),
    row.role,
    itemOf(row, paths),
    row.action,
    row.actor,
    JSON.stringify(row.detail),
    row.position === null ? '' : String(row.position),
    row.hash ?? '',
  ]);
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

const fromHex = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export type Link = { path: string; bytes: Bytes; hash: string };

/** Each sealed row as a file: the link before it (32 bytes) and the row. SHA-256 of the file is the row's link. */
export function linksOf(rows: readonly CustodyRow[]): Link[] {
  return rows.flatMap(({ row, before, hash, position }) => {
    if (before === null || hash === null || position === null) return [];
    const text = new TextEncoder().encode(row);
    const bytes = new Uint8Array(32 + text.length);
    bytes.set(fromHex(before));
    bytes.set(text, 32);
    return [{ path: `custody/links/${String(position).padStart(9, '0')}`, bytes, hash }];
  });
}

/** `POSITION:HASH` of the last sealed row, as `ansim verify --root` takes it. */
export function rootOf(rows: readonly CustodyRow[]): string | null {
  const last = rows
    .filter(({ position }) => position !== null)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .at(-1);
  return last === undefined ? null : `${last.position}:${last.hash}`;
}
