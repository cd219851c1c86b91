// A case below its report: nobody took it on, somebody is asked for conflicts, at work, and closed.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { chosenId, inbox, keyIsOpen, type Report } from '#programme/reports/pages/console/index.ts';
import '#programme/reports/pages/console/reports.css';
import type { CaseSummary, Entry } from '../../contract.ts';
import { CasePart } from './CasePart.tsx';
import { cases, opened, texts } from './case-state.ts';

const id = (end: number) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;
const team = { id: id(10), kind: 'crisis-team', district: '101' } as const;
const police = { id: id(11), kind: 'police', district: '101' } as const;

function facts(at: number) {
  const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
  const report: Report = {
    id: id(1),
    version: 3,
    district: '101',
    urgency: 'today',
    language: 'ko',
    teller: 'survivor',
    minor: null,
    services: ['counselling', 'housing'],
    suspectedFlood: false,
    source: 'online',
    partner: null,
    sentAt: ago(30),
    herKey: 'A'.repeat(43),
    parts: [],
    deliveries: [
      { ...team, sentAt: ago(30), dueAt: null, level: 0, acknowledgedAt: ago(29) },
      { ...police, sentAt: ago(30), dueAt: null, level: 0, acknowledgedAt: ago(28) },
    ],
  };
  const found: CaseSummary = {
    id: report.id,
    version: 4,
    state: 'at-work',
    district: '101',
    desk: team.id,
    lead: id(50),
    takenAt: ago(29),
    closedAt: null,
    closing: null,
    destroyAfter: null,
    members: [
      { staff: id(50), name: '한지우', profession: 'counsellor', cleared: true, me: true },
      { staff: id(51), name: '오세린', profession: 'police', cleared: true, me: false },
      { staff: id(52), name: '민다올', profession: 'legal', cleared: false, me: false },
    ],
    parties: [team, police],
    classified: false,
    due: 2,
    overdue: 1,
    nextDueAt: ago(2),
  };
  const entry = (end: number, kind: Entry['kind'], some: Partial<Entry> = {}): Entry => ({
    id: id(end),
    kind,
    desk: team.id,
    by: id(50),
    byName: '한지우',
    at: ago(28 - (end - 100)),
    sealed: '',
    wraps: [],
    readers: [team.id],
    replaces: null,
    owner: null,
    dueAt: null,
    state: null,
    service: null,
    outcome: null,
    place: null,
    ...some,
  });
  const entries = [
    entry(100, 'contact'),
    entry(101, 'evidence', {
      state: 'open',
      dueAt: ago(2),
      place: 'hospital',
      readers: [team.id, police.id],
    }),
    entry(102, 'service', { service: 'housing', outcome: 'accepted' }),
    entry(103, 'task', { state: 'done' }),
  ];
  const said = new Map([
    [id(100), '저녁에 문자로 연락. 내일 낮에 만나기로 함.'],
    [id(101), '해바라기센터에서 채취. 동행은 오세린.'],
    [id(102), '쉼터 자리를 알아봄. 금요일부터 머물 수 있음.'],
    [id(103), '안전한 연락 시간을 다시 확인하기'],
  ]);
  return { report, found, entries, said };
}

function part(
  name: string,
  ko: string,
  en: string,
  change: (all: ReturnType<typeof facts>) => {
    found: CaseSummary | null;
    entries: readonly Entry[] | null;
  },
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['desk'],
    frame: 'page',
    photo,
    answers: { 'GET /api/cases': 'never' },
    show(at) {
      const all = facts(at);
      const { found, entries } = change(all);
      inbox.value = { desks: [team], partners: [], items: [all.report], alerts: [] };
      chosenId.value = all.report.id;
      keyIsOpen.value = true;
      cases.value = found === null ? [] : [found];
      opened.value = entries === null ? null : { id: all.report.id, entries };
      texts.value = all.said;
      const nameDistrict = (code: string) =>
        inLanguage(exampleCity.districts.find((one) => one.code === code)?.name ?? {});
      return (
        <main class="shown-fill" style={{ overflow: 'auto', padding: '24px' }}>
          <h2>{nameDistrict('101')}</h2>
          <CasePart report={all.report} nameDistrict={nameDistrict} />
        </main>
      );
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '사건', en: 'Cases' },
  usual: 'dark',
  examples: [
    part('case-none', '맡기 전', 'Before it is taken on', () => ({ found: null, entries: null })),
    part('case-declare', '이해관계 확인', 'Conflict of interest', ({ found }) => ({
      found: {
        ...found,
        state: 'taken',
        members: [],
        lead: null,
        due: 0,
        overdue: 0,
        nextDueAt: null,
      },
      entries: null,
    })),
    part('case', '진행 중', 'At work', ({ found, entries }) => ({ found, entries }), true),
    part('case-closed', '마침', 'Closed', ({ found, entries }) => ({
      found: {
        ...found,
        state: 'closed',
        closing: 'helped',
        closedAt: found.takenAt,
        destroyAfter: '2029-11-25T00:00:00Z',
        due: 0,
        overdue: 0,
        nextDueAt: null,
      },
      entries,
    })),
  ],
};
