// Who worked here lately, remembered on this phone only, so that a shift begins with one touch.

const storageKey = 'ansim.clerks';
const remembered = 4;

/** Names used on this phone, latest first. */
export function knownClerks(): readonly string[] {
  try {
    return readNames(localStorage.getItem(storageKey));
  } catch {
    return [];
  }
}

/** Remembers a name as the latest. */
export function rememberClerk(name: string): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(withLatest(knownClerks(), name)));
  } catch {
    // Asked again next time.
  }
}

/** The list with one name in front, each once. */
export function withLatest(names: readonly string[], name: string): string[] {
  return [name, ...names.filter((other) => other !== name)].slice(0, remembered);
}

/** Reads what was kept; anything else is nobody. */
export function readNames(text: string | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter((name) => typeof name === 'string' && name !== '').slice(0, remembered);
  } catch {
    return [];
  }
}
