// What other pages may use of sealed reports at once; the room itself and all cryptography are fetched when somebody looks.

export {
  askForKey,
  chosenId,
  inbox,
  keyIsOpen,
  type Report,
  type ReportGuestProps,
  reportGuest,
  sayDesk,
  sayFact,
  withDeskKeys,
} from './guest.ts';
export { closeInbox, openInbox, reportsWaiting } from './inbox-state.ts';
export { Reports } from './Reports.tsx';
export { Taking } from './Taking.tsx';
export { taking } from './take-state.ts';
