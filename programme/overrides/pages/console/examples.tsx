// Overrides at the desk: something to decide, something to hand over, something that may be read; and none.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { inbox, keyIsOpen } from '#programme/reports/pages/console/index.ts';
import type { Override } from '../../contract.ts';
import { OverridesPage } from './OverridesPage.tsx';
import { list } from './override-list.ts';
import { opened, reasonWords } from './override-state.ts';

const id = (end: number) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;
const far = { id: id(12), kind: 'crisis-team', district: '102' } as const;
const team = { id: id(10), kind: 'crisis-team', district: '101' } as const;
const office = { id: id(13), kind: 'city', district: null } as const;

function items(at: number): Override[] {
  const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
  const one = (end: number, some: Partial<Override>): Override => ({
    id: id(end),
    report: id(1),
    number: '3f9a-07c2-be41',
    district: '101',
    what: 'identity',
    reason: 'danger-to-life',
    hours: 24,
    desk: far,
    by: '민다올',
    askedAt: ago(2),
    state: 'asked',
    dueAt: ago(-10),
    reviewDesk: office,
    reviewedBy: null,
    reviewedAt: null,
    refusal: null,
    way: null,
    carriedDesk: null,
    carriedBy: null,
    carriedAt: null,
    endedAt: null,
    openings: [],
    asks: false,
    mayReview: false,
    mayCarryOut: false,
    words: null,
    ...some,
  });
  const decided = { reviewedBy: '라온', reviewedAt: ago(1.5) };
  const carried = {
    way: 'desk',
    carriedDesk: team,
    carriedBy: '한지우',
    carriedAt: ago(1),
  } as const;
  return [
    one(20, { mayReview: true, words: { sealed: '', wraps: [] } }),
    one(21, {
      ...decided,
      state: 'approved',
      mayCarryOut: true,
      what: 'safety-plan',
      reason: 'lost-contact',
    }),
    one(22, {
      ...decided,
      ...carried,
      state: 'carried-out',
      dueAt: ago(-23),
      asks: true,
      openings: [{ by: '민다올', at: ago(0.8) }],
    }),
    one(23, {
      ...decided,
      state: 'refused',
      refusal: 'not-needed',
      dueAt: null,
      endedAt: ago(1.5),
      what: 'narrative',
      reason: 'court-order',
    }),
  ];
}

function page(
  name: string,
  ko: string,
  en: string,
  shown: (at: number) => Override[],
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['desk'],
    frame: 'page',
    photo,
    answers: { 'GET /api/overrides': 'never', 'GET /api/keys/mine': 'never' },
    show(at) {
      inbox.value = { desks: [team], partners: [], items: [], alerts: [] };
      keyIsOpen.value = true;
      reasonWords.value = new Map([
        [id(20), '문 앞에 서 있다는 문자를 받은 뒤 연락이 끊겼습니다. 전화번호가 필요합니다.'],
      ]);
      list.value = { items: shown(at), hours: [4, 24, 72] };
      opened.value = new Map([[id(22), '부르는 이름은 바람\n저녁에 문자로만']]);
      const nameDistrict = (code: string) =>
        inLanguage(exampleCity.districts.find((one) => one.code === code)?.name ?? {});
      return (
        <main class="shown-fill" style={{ overflow: 'auto' }}>
          <OverridesPage nameDistrict={nameDistrict} />
        </main>
      );
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '긴급 열람', en: 'Overrides' },
  usual: 'dark',
  examples: [
    page('overrides', '심사와 실행', 'To decide and to hand over', items, true),
    page('overrides-none', '없음', 'None', () => []),
  ],
};
