// What other pages may use of cases at once; the case itself is fetched when a report is looked at.
export { Case } from './Case.tsx';
export { type CaseGuestProps, caseGuests } from './guest.ts';
