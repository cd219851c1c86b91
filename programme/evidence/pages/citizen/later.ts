// Her side of packages of evidence, fetched with the rest of telling.
export { HerPackages } from './HerPackages.tsx';
