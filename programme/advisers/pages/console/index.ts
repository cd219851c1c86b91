// What the console app may use of the screens of the Advisory Group.
export { MinePage } from './MinePage.tsx';
