// How far the city's list of keys was when this page left the server: an answer that is older than that is not believed.
let position = 0;

/** Remembers a place in the list; one that lies before what was seen is left. */
export function sawKeys(at: number): void {
  position = Math.max(position, at);
}

export const seenKeys = (): number => position;
