// What the field app may use of the responders' screens.
export { ResponderPage } from './ResponderPage.tsx';
export { bearer, refused, responder } from './responder-state.ts';
