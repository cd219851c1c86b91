// What the console app may use of the register of units.
export { UnitsView } from './UnitsView.tsx';
export { hearUnit } from './units-state.ts';
