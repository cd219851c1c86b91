// The page of a trusted person, apart from her own app: it fetches nothing of it.
export { WithScreen } from './WithScreen.tsx';
