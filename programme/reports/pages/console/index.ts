// What other pages may use of sealed reports at once; the room itself and all cryptography are fetched when somebody looks.

export { choosePlace, type Place } from './disk.ts';
export {
  askForKey,
  chosenId,
  type InboxGuestProps,
  inbox,
  inboxGuests,
  inReadingOrder,
  keyIsOpen,
  openPartOf,
  type Part,
  type Report,
  type ReportGuestProps,
  reportGuest,
  sayDesk,
  sayFact,
  stayOpen,
  withDeskKeys,
} from './guest.ts';
export { closeInbox, openInbox, reportsWaiting } from './inbox-state.ts';
export { Reports } from './Reports.tsx';
export { Taking } from './Taking.tsx';
export { taking } from './take-state.ts';
