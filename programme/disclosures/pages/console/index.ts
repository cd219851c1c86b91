// What the console may use of disclosures at once; what has words is fetched when there is something.
export { Law } from './Law.tsx';
export { ReceivedByLaw } from './Received.tsx';
