// What the console app may use of the walks' screens.
export { BookWalk } from './BookWalk.tsx';
export {
  asking as askingOfWalk,
  chooseGuest,
  chooseWalk,
  chosen as chosenWalk,
  hearWalk,
  moveWalk,
  openBoard,
  pane as walkPane,
  possible as possibleWithWalk,
  seeAlerts,
  toldWalk,
  wanting as walksWanting,
} from './board-state.ts';
export { FiguresView } from './FiguresView.tsx';
export { eveningsOf } from './keep-state.ts';
export { guestsOfTonight, placeOfChosen } from './map-guests.ts';
export { PointsView } from './PointsView.tsx';
export { fetchPoints, points as walkPoints, type UsePlaces } from './places.ts';
export { SeenView } from './SeenView.tsx';
export { ServiceView } from './ServiceView.tsx';
export { moveSeen } from './seen-state.ts';
export { WalksBoard } from './WalksBoard.tsx';
export { t as sayWalk } from './words.ts';
