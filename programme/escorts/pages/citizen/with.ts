// The page of a trusted person on a way without scouts, apart from her own app.
export { WithWay } from './WithWay.tsx';
