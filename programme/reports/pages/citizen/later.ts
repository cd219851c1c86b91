// Guidance and reports on a resident's phone, fetched when she opens them.
export { AftercareScreen } from './AftercareScreen.tsx';
export { AgainScreen } from './AgainScreen.tsx';
export { DirectoryScreen } from './DirectoryScreen.tsx';
export { ReportScreen } from './ReportScreen.tsx';
export { TellScreen } from './TellScreen.tsx';
