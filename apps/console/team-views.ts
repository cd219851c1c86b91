// What the desk of teams shows, each view at an address of its own, and who has business there.
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { later } from '#platform/ui/states/later.tsx';
import { TeamRoom } from '#programme/cases/pages/console/index.ts';
import { city, districtName, me, myDistricts } from '#programme/incidents/pages/console/index.ts';
import { Overrides, overridesWaiting } from '#programme/overrides/pages/console/index.ts';
import { Reports } from '#programme/reports/pages/console/index.ts';
import type { Word } from './words.ts';

/** What every view of this desk is given. */
export type TeamViewProps = {
  nameDistrict: (code: string) => string;
  name: string;
  /** Languages of the city, in its order. */
  languages: readonly string[];
};

type TeamView = {
  path: string;
  word: Word;
  /** The roles that see it. */
  roles: readonly string[];
  View: (props: TeamViewProps) => ComponentChild;
  /** How many things there want somebody. */
  waiting?: ReadonlySignal<number>;
};

const Advice = later(
  async () => (await import('#programme/advisers/pages/console/index.ts')).MinePage,
  6,
);

const Figures = later(
  async () => (await import('#programme/figures/pages/console/index.ts')).FiguresView,
  8,
);

const Team = () => TeamRoom({ districts: myDistricts.value, keeps: false });

const views: readonly TeamView[] = [
  { path: '/', word: 'nav.reports', roles: ['crisis-team', 'police'], View: Reports },
  { path: '/team', word: 'nav.team', roles: ['crisis-team', 'police'], View: Team },
  {
    path: '/overrides',
    word: 'nav.overrides',
    roles: ['crisis-team', 'police'],
    View: Overrides,
    waiting: overridesWaiting,
  },
  { path: '/figures', word: 'nav.figures', roles: ['crisis-team'], View: Figures },
  { path: '/advice', word: 'nav.advice', roles: ['adviser'], View: Advice },
];

/** The views of whoever is signed in, in the order of the bar. */
export function teamViews(): readonly TeamView[] {
  return views.filter(({ roles }) => roles.includes(me.value?.role ?? ''));
}

/** What a view is given here. */
export function teamViewProps(): TeamViewProps {
  return {
    nameDistrict: districtName,
    name: me.value?.name ?? '',
    languages: city.value?.languages ?? [],
  };
}
