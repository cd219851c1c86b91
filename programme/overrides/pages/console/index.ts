// What a console carries of overrides from its start: how many want somebody here, and the view, fetched when it is opened.
import { later } from '#platform/ui/states/later.tsx';

export { overridesWaiting } from './override-list.ts';

export type OverridesProps = { nameDistrict: (code: string) => string };

export const Overrides = later<OverridesProps>(
  async () => (await import('./OverridesPage.tsx')).OverridesPage,
  6,
);
