// One clock for the whole screen: the server's time, told once a second to whoever shows it.
import { signal } from '@preact/signals';

/** Milliseconds since the epoch by the server's clock, renewed once a second. */
export const now = signal(Date.now());

/** How far this machine's clock runs ahead of the server's, in milliseconds. */
let ahead = 0;
let smallest = Number.POSITIVE_INFINITY;
const trusted = 1500;

/** The server's time in milliseconds, as well as this machine can tell. */
export function serverNow(): number {
  return Date.now() - ahead;
}

/**
 * Learns from a message that left the server at `sentAt` (milliseconds) and answers how late it came.
 * A clock that differs by more than 1.5 s is taken for wrong, not for a slow link, so that a call is never shown older than it is.
 */
export function heardFromServer(sentAt: number): number {
  const difference = Date.now() - sentAt;
  smallest = Math.min(smallest, difference);
  ahead = Math.abs(smallest) > trusted ? smallest : 0;
  return Math.max(0, difference - ahead);
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Starts the one timer; it wakes just after each full second, so that all figures change together. */
export function startClock(): () => void {
  function tick(): void {
    now.value = serverNow();
    timer = setTimeout(tick, 1000 - (now.value % 1000) + 5);
  }
  clearTimeout(timer);
  tick();
  return () => clearTimeout(timer);
}
