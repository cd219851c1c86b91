// A press that has not arrived yet, kept on this phone: it outlives a reload and a phone that was switched off.

export type Press = { pressId: string; kind: 'single' | 'long'; at: number };

const storageKey = 'ansim.press';
/** A press older than this is not sent by itself: whoever opens the page then is asked with fresh eyes. */
export const pressLives = 10 * 60_000;

/** Keeps a press until it has arrived; `null` forgets it. */
export function keepPress(press: Press | null): void {
  try {
    if (press === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(press));
  } catch {
    // Without storage a press lives as long as this page.
  }
}

/** The press that was being sent when the page was closed, if any. */
export function keptPress(): Press | null {
  try {
    return readPress(localStorage.getItem(storageKey));
  } catch {
    return null;
  }
}

/** Reads what was kept; anything that is not a press is none. */
export function readPress(text: string | null): Press | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<Press> | null;
    const sound =
      typeof kept?.pressId === 'string' &&
      typeof kept.at === 'number' &&
      (kept.kind === 'single' || kept.kind === 'long');
    return sound ? (kept as Press) : null;
  } catch {
    return null;
  }
}

/** Whether a kept press is still sent by itself. A clock that went back makes none old. */
export function isFresh(press: Press, now: number): boolean {
  return now - press.at <= pressLives;
}
