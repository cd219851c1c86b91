// What a console carries of overrides from its start: how many want somebody here, and the view, fetched when it is opened.
import { later } from '#platform/ui/states/later.tsx';
import type { OverridesProps } from './OverridesPage.tsx';

export { overridesWaiting } from './override-list.ts';

export const Overrides = later<OverridesProps>(
  async () => (await import('./OverridesPage.tsx')).OverridesPage,
  6,
);
