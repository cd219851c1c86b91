// A finder of places for the windows of walks: what this desk knows, completed by the server.
import type { UsePlaces } from '#programme/escorts/pages/console/index.ts';
import { usePlaces } from '#programme/hotline/pages/console/index.ts';
import { knownPlaces } from './known-places.ts';

const most = 6;

/** Places by name, address or initial consonants. */
export const useFoundPlaces: UsePlaces = (query) =>
  usePlaces(query === '' ? [] : knownPlaces(), query, most);
