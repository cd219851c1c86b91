// Guidance and reports on a resident's phone, fetched when she opens them.
export { AftercareScreen } from './AftercareScreen.tsx';
export { AgainScreen } from './AgainScreen.tsx';
export { Chips } from './Chips.tsx';
export { DirectoryScreen } from './DirectoryScreen.tsx';
export { sayDesk } from './desks.ts';
export { endedGuests, mineGuests } from './guest.ts';
export type { Mine } from './mine.ts';
export { ReportScreen } from './ReportScreen.tsx';
export { sayWhen } from './say-when.ts';
export { TellScreen } from './TellScreen.tsx';
