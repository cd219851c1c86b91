// What the console app may use of the screens of the people who walk.
export { HoursView } from './HoursView.tsx';
export { PeopleRoom } from './PeopleRoom.tsx';
export { RosterView } from './RosterView.tsx';
export type { Evening as RosterEvening, Place as RosterPlace } from './roster-state.ts';
