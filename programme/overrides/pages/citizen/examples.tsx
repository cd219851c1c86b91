// Overrides of her report when she comes back: one that may be read now with one that was refused, and one that waits.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { exampleReport } from '#programme/reports/example-report.ts';
import '#programme/reports/pages/citizen/tell.css';
import type { HerOverride } from '../../contract.ts';
import { HerOverrides } from './HerOverrides.tsx';
import { herOverrides, herReasons } from './her-overrides-state.ts';

const secrets = {
  token: 'A'.repeat(43),
  keys: { publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) },
};

function one(at: number, some: Partial<HerOverride>): HerOverride {
  const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
  return {
    id: 'one',
    what: 'identity',
    reason: 'danger-to-life',
    hours: 24,
    desk: { id: 'far', kind: 'crisis-team', district: '102' },
    by: '민다올',
    askedAt: ago(2),
    state: 'asked',
    dueAt: ago(-10),
    reviewDesk: { id: 'city', kind: 'city', district: null },
    reviewedBy: null,
    reviewedAt: null,
    refusal: null,
    way: null,
    carriedDesk: null,
    carriedBy: null,
    carriedAt: null,
    endedAt: null,
    openings: [],
    words: null,
    ...some,
  };
}

function screen(
  name: string,
  ko: string,
  en: string,
  items: (at: number) => HerOverride[],
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['phone', 'desk'],
    frame: 'phone',
    photo,
    answers: { 'GET /api/overrides/mine': 'never' },
    show(at) {
      facts.value = exampleCity;
      const report = exampleReport(at);
      herOverrides.value = { report: report.id, items: items(at) };
      herReasons.value = new Map([
        ['one', '문 앞에 서 있다는 문자를 받은 뒤 연락이 끊겼습니다. 번호가 필요합니다.'],
      ]);
      return (
        <div class="screen">
          <ScreenHead title={t('mine.title')} />
          <main class="screen-main tell">
            <HerOverrides now={{ secrets, report }} />
          </main>
        </div>
      );
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '내 신고의 긴급 열람', en: 'Overrides of her report' },
  usual: 'paper',
  residents: true,
  examples: [
    screen(
      'her-override',
      '지금 열 수 있음',
      'May be read now',
      (at) => {
        const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
        return [
          one(at, {
            state: 'carried-out',
            dueAt: ago(-23),
            reviewedBy: '라온',
            reviewedAt: ago(1.5),
            way: 'desk',
            carriedDesk: { id: 'team', kind: 'crisis-team', district: '101' },
            carriedBy: '한지우',
            carriedAt: ago(1),
            openings: [{ by: '민다올', at: ago(0.9) }],
          }),
          one(at, {
            id: 'two',
            what: 'narrative',
            reason: 'court-order',
            state: 'refused',
            refusal: 'not-needed',
            reviewedBy: '라온',
            reviewedAt: ago(1.5),
            dueAt: null,
            endedAt: ago(1.5),
          }),
        ];
      },
      true,
    ),
    screen('her-override-asked', '심사를 기다림', 'To be decided', (at) => [one(at, {})]),
  ],
};
