// Walks home on the first screen, as the residents' app puts it together; everything else of them is fetched later.
export { evenings, isOn, said } from './card.ts';
export { WalkCard } from './WalkCard.tsx';
