// What other pages may use of cases at once; the case and the team are fetched when somebody looks at one.
import { later } from '#platform/ui/states/later.tsx';

export { Case } from './Case.tsx';
export { type CaseGuestProps, caseGuests } from './guest.ts';
/** The team of a district with its roster. */
export const TeamRoom = later(async () => (await import('./team/TeamRoom.tsx')).TeamRoom, 8);
