// Her case when she comes back: a team at work, and closed with two questions.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { exampleReport } from '#programme/reports/example-report.ts';
import '#programme/reports/pages/citizen/tell.css';
import type { HerCase as Found } from '../../contract.ts';
import { HerCase } from './HerCase.tsx';
import { herCase } from './her-case-state.ts';

const secrets = {
  token: 'A'.repeat(43),
  keys: { publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) },
};

function screen(
  name: string,
  ko: string,
  en: string,
  some: Partial<Found>,
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['phone', 'desk'],
    frame: 'phone',
    photo,
    answers: { 'GET /api/cases/mine': 'never' },
    show(at) {
      facts.value = exampleCity;
      const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
      const report = exampleReport(at);
      const people = [
        { staff: '1', name: '한지우', notThem: false },
        { staff: '2', name: '오세린', notThem: false },
      ];
      herCase.value = {
        report: report.id,
        found: {
          state: 'at-work',
          desk: { id: 'team', kind: 'crisis-team', district: '101' },
          takenAt: ago(29),
          lead: people[0] ?? null,
          members: people,
          looks: [
            { by: '오세린', desk: 'team', at: ago(3) },
            { by: '한지우', desk: 'team', at: ago(28) },
          ],
          closedAt: null,
          closing: null,
          destroyAfter: null,
          satisfactionGiven: false,
          ...some,
        },
      };
      return (
        <div class="screen">
          <ScreenHead title={t('mine.title')} />
          <main class="screen-main tell">
            <HerCase now={{ secrets, report }} />
          </main>
        </div>
      );
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '내 사건', en: 'Her case' },
  usual: 'paper',
  residents: true,
  examples: [
    screen('her-case', '함께하는 팀', 'Her team', {}, true),
    screen(
      'her-case-closed',
      '마친 뒤',
      'Closed',
      {
        state: 'closed',
        closedAt: '2026-11-24T09:00:00Z',
        closing: 'helped',
        destroyAfter: '2029-11-24T09:00:00Z',
      },
      true,
    ),
    screen('her-case-answered', '답한 뒤', 'Answered', {
      state: 'closed',
      closedAt: '2026-11-24T09:00:00Z',
      closing: 'helped',
      destroyAfter: '2029-11-24T09:00:00Z',
      satisfactionGiven: true,
    }),
  ],
};
