// What the law made a team tell of her, when she comes back: told first, and passed on.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { exampleReport } from '#programme/reports/example-report.ts';
import '#programme/reports/pages/citizen/tell.css';
import { HerLaw } from './HerLaw.tsx';
import { herLaw } from './her-law-state.ts';

const secrets = {
  token: 'A'.repeat(43),
  keys: { publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) },
};
const statute = {
  ko: '아동·청소년의 성보호에 관한 법률 제34조 제2항',
  en: 'Act on the Protection of Children and Youth against Sex Offenses, art. 34 (2)',
};

function screen(name: string, ko: string, en: string, made: boolean, photo = false): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['phone', 'desk'],
    frame: 'phone',
    photo,
    answers: { 'GET /api/disclosures/mine': 'never' },
    show(at) {
      facts.value = exampleCity;
      const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
      const report = exampleReport(at);
      const from = { id: 'team', kind: 'crisis-team', district: '101' } as const;
      const recipient = { id: 'police', kind: 'police', district: '101' } as const;
      herLaw.value = {
        report: report.id,
        items: [
          {
            id: 'one',
            statute,
            from,
            recipient,
            corrects: null,
            state: made ? 'disclosed' : 'told',
            toldAt: ago(5),
            disclosedAt: made ? ago(4) : null,
            content: null,
            text: made
              ? '15살. 아는 어른에게 성폭력을 겪음. 지난주, 다솜구. 지금은 안전한 곳에 있음. 연락은 다솜구 위기개입팀으로.'
              : null,
            openings: made ? [{ by: '오세린', at: ago(3) }] : [],
          },
        ],
      };
      return (
        <div class="screen">
          <ScreenHead title={t('mine.title')} />
          <main class="screen-main tell">
            <HerLaw now={{ secrets, report }} />
          </main>
        </div>
      );
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '법에 따라 알린 일', en: 'Passed on by law' },
  usual: 'paper',
  residents: true,
  examples: [
    screen('her-law-told', '먼저 알림', 'Told first', false),
    screen('her-law', '알린 뒤', 'Passed on', true, true),
  ],
};
