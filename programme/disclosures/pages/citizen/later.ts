// Her side of disclosures, fetched with the rest of telling.
export { HerLaw } from './HerLaw.tsx';
