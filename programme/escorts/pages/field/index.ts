// What the field app may use of the scouts' screens.
export { ScoutPage } from './ScoutPage.tsx';
export { key as scoutKey, view as scoutView } from './scout-state.ts';
