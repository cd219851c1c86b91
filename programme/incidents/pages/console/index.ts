// What the console app may use of the control room's screens.

export { CityMap } from './CityMap.tsx';
export { city, districtName, fullAddress, inLanguage, isForeign, me, myDistricts } from './city.ts';
export { Detail } from './Detail.tsx';
export { type Follower, followIncidents, lateness, link } from './follow.ts';
export {
  flyTo,
  type MapGuests,
  type MapPlace,
  mapGuests,
  mapHands,
  mapMiddle,
  mapPlaces,
  noGuests,
  pointed,
} from './map-state.ts';
export { sendable } from './NearUnits.tsx';
export { NightView } from './NightView.tsx';
export { fetchNight } from './night-state.ts';
export { placeName } from './place-words.ts';
export { Questions } from './Questions.tsx';
export { Queue } from './Queue.tsx';
export { askForFilters } from './QueueFilters.tsx';
export { closedCount, filters, openCalls, openCount, putRows, waiting } from './queue-state.ts';
export { ShiftView } from './ShiftView.tsx';
export { choose, detail, list, listed, moveChoice, selected, selectedId } from './selection.ts';
export {
  acknowledge,
  arrive,
  asking,
  choosingUnit,
  dispatch,
  mayAct,
  mayWrite,
  possible,
  promote,
  verify,
} from './steps.ts';
export { Unanswered } from './Unanswered.tsx';
export { t as sayIncident } from './words.ts';
