// "Report and talk" on the first screen, as the residents' app puts it together; everything else of it is fetched later.
export { readLink } from './partner.ts';
export { sawKeys } from './seen.ts';
export { fetching, TellCard } from './TellCard.tsx';
