// The safe houses on a resident's phone, as its app puts them together.
export { HousesCard } from './HousesCard.tsx';
export { type Counts, came, followHouses, timeZone } from './houses.ts';
