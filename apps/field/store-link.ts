// The store's secret: taken from the link once, kept on this phone, never left in the address.
import { signal } from '@preact/signals';

const storageKey = 'ansim.store';

/** The secret this phone speaks with; null when it was never given one. */
export const secret = signal<string | null>(null);

/**
 * Reads `#<secret>` or `#secret=<secret>` from the address, removes it there (so that neither history nor a
 * screenshot keeps it) and keeps it for the next opening.
 */
export function takeSecret(): void {
  const given = secretOf(location.hash);
  if (given !== null) {
    keep(given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  secret.value = given ?? kept();
}

/** The secret in a fragment, or null. */
export function secretOf(fragment: string): string | null {
  const text = fragment.replace(/^#/, '');
  if (text === '') return null;
  const named = new URLSearchParams(text);
  return (
    named.get('secret') ??
    named.get('key') ??
    (text.includes('=') && !/=+$/.test(text) ? null : decodeURIComponent(text))
  );
}

function kept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(storageKey, value);
  } catch {
    // Without storage the secret lives as long as this page.
  }
}
