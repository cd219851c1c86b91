// The screens that come after the first second.
export { HousesScreen } from '#programme/safe-houses/pages/citizen/later.ts';
export { Prepare } from './Prepare.tsx';
