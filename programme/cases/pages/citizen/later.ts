// Her side of a case, fetched with the rest of telling.
export { HerCase } from './HerCase.tsx';
