// The list as a screen, fetched apart from the first one.
export { HousesScreen } from './HousesScreen.tsx';
