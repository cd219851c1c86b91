// Packages of evidence with a case at the desk, fetched when a case is looked at.
export { Packages } from './Packages.tsx';
