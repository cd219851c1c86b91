// What the console app may use of the hotline's screens.
export { placeIcon } from './place-icon.ts';
export { type FoundPlace, findKnown, type KnownPlace, known, usePlaces } from './places.ts';
export { RaiseCall } from './RaiseCall.tsx';
export { t as sayHotline } from './words.ts';
