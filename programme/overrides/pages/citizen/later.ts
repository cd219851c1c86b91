// Her side of overrides, fetched with the rest of telling.
export { HerOverrides } from './HerOverrides.tsx';
