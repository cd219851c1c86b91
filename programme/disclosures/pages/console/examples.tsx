// Disclosures by law at the desk: the first step, told and about to be disclosed, made; and what another desk received.
import type { ComponentChildren } from 'preact';
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import { inLanguage } from '#platform/ui/language.ts';
import type { CaseGuestProps } from '#programme/cases/pages/console/index.ts';
import '#programme/cases/pages/console/cases.css';
import { exampleCity } from '#programme/city/example-city.ts';
import { chosenId, inbox, keyIsOpen } from '#programme/reports/pages/console/index.ts';
import '#programme/reports/pages/console/reports.css';
import type { Disclosure, Received } from '../../contract.ts';
import { LawPart } from './LawPart.tsx';
import { LawSteps } from './LawSteps.tsx';
import { law } from './law-facts.ts';
import { ReceivedPart } from './ReceivedPart.tsx';
import { read, received } from './received-state.ts';

const id = (end: number) => `00000000-0000-4000-8000-${String(end).padStart(12, '0')}`;
const team = { id: id(10), kind: 'crisis-team', district: '101' } as const;
const police = { id: id(11), kind: 'police', district: '101' } as const;
const child = { id: id(12), kind: 'child-protection', district: null } as const;
const statutes = [
  {
    ko: '아동·청소년의 성보호에 관한 법률 제34조 제2항',
    en: 'Act on the Protection of Children and Youth against Sex Offenses, art. 34 (2)',
  },
  {
    ko: '아동학대범죄의 처벌 등에 관한 특례법 제10조 제2항',
    en: 'Act on Special Cases concerning the Punishment of Child Abuse Crimes, art. 10 (2)',
  },
] as const;
const bases = [
  { code: 'youth', statute: statutes[0], underAge: 19, withinHours: 24, recipients: [police] },
  {
    code: 'child-abuse',
    statute: statutes[1],
    underAge: 18,
    withinHours: 24,
    recipients: [child, police],
  },
];
const nameDistrict = (code: string) =>
  inLanguage(exampleCity.districts.find((one) => one.code === code)?.name ?? {});

function frame(content: ComponentChildren) {
  return (
    <main class="shown-fill" style={{ overflow: 'auto', padding: '24px' }}>
      {content}
    </main>
  );
}

function act(at: number, some: Partial<Disclosure>): Disclosure {
  const ago = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
  return {
    id: id(20),
    basis: 'youth',
    statute: statutes[0],
    recipient: police,
    desk: team.id,
    corrects: null,
    state: 'told',
    dropped: null,
    begunAt: ago(6),
    dueAt: ago(-18),
    toldAt: ago(5),
    disclosedAt: null,
    openings: [],
    ...some,
  };
}

function example(
  name: string,
  ko: string,
  en: string,
  show: (at: number) => ComponentChildren,
  photo = false,
): Example {
  return {
    name,
    title: { ko, en },
    sizes: ['desk'],
    frame: 'page',
    photo,
    answers: { 'GET /api/desk/disclosures': 'never' },
    show(at) {
      inbox.value = { desks: [team], partners: [], items: [], alerts: [] };
      chosenId.value = id(1);
      keyIsOpen.value = true;
      return frame(show(at));
    },
  };
}

const found = (at: number): CaseGuestProps => ({
  found: {
    id: id(1),
    version: 4,
    state: 'at-work',
    district: '101',
    desk: team.id,
    lead: id(50),
    takenAt: new Date(at - 8 * 3_600_000).toISOString(),
    closedAt: null,
    closing: null,
    classified: false,
    destroyAfter: null,
    members: [{ staff: id(50), name: '한지우', profession: 'counsellor', cleared: true, me: true }],
    parties: [team],
    due: 0,
    overdue: 0,
    nextDueAt: null,
  },
  entries: [],
  texts: new Map(),
  own: team.id,
  nameDistrict,
});

function withActs(at: number, items: readonly Disclosure[]) {
  law.value = { id: id(1), whole: { minor: true, bases, items: [...items] } };
  return <LawPart {...found(at)} />;
}

export const examples: ExampleSet = {
  title: { ko: '법에 따른 알림', en: 'Disclosures by law' },
  usual: 'dark',
  examples: [
    example(
      'law-begin',
      '근거 고르기',
      'Its basis',
      () => (
        <section class="law">
          <LawSteps
            of={{ id: id(1), district: '101' }}
            own={team.id}
            act={null}
            corrects={null}
            bases={bases}
            nameDistrict={nameDistrict}
            onEnd={() => {}}
          />
        </section>
      ),
      true,
    ),
    example('law-told', '그분에게 알린 뒤', 'She was told', (at) => withActs(at, [act(at, {})])),
    example('law-made', '알린 뒤', 'Disclosed', (at) =>
      withActs(at, [
        act(at, {
          state: 'disclosed',
          disclosedAt: new Date(at - 4 * 3_600_000).toISOString(),
          openings: [{ by: '오세린', at: new Date(at - 3 * 3_600_000).toISOString() }],
        }),
        act(at, {
          id: id(21),
          basis: 'child-abuse',
          statute: statutes[1],
          recipient: child,
          state: 'dropped',
          dropped: 'not-required',
        }),
      ]),
    ),
    example('law-received', '받은 알림', 'Received', (at) => {
      const one = (end: number, some: Partial<Received>): Received => ({
        id: id(end),
        report: id(1),
        district: '101',
        statute: statutes[0],
        from: team,
        desk: police.id,
        corrects: null,
        disclosedAt: new Date(at - 4 * 3_600_000).toISOString(),
        openings: [],
        ...some,
      });
      received.value = [
        one(31, { corrects: id(30) }),
        one(30, { openings: [{ by: '오세린', at: new Date(at - 3_600_000).toISOString() }] }),
      ];
      read.value = new Map([
        [id(30), '15살. 아는 어른에게 성폭력을 겪음. 지난주, 다솜구. 지금은 안전한 곳에 있음.'],
      ]);
      return <ReceivedPart nameDistrict={nameDistrict} />;
    }),
  ],
};
