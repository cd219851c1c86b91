// The resident's call for help, as its app puts it together.
export { AnotherScreen } from './AnotherScreen.tsx';
export { phase, startCalls } from './call.ts';
export { HelpScreen } from './HelpScreen.tsx';
export { SosScreen } from './SosScreen.tsx';
