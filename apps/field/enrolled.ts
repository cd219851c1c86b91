// What this phone is enrolled as, a store's button, a unit or a scout's own: taken from the link once, kept here, never left in the address.
import { computed, signal } from '@preact/signals';

export type Enrolled = { as: 'store' | 'unit' | 'scout'; secret: string };

const storageKeys = {
  store: 'ansim.store',
  unit: 'ansim.unit',
  scout: 'ansim.scout',
} as const;
const kinds = Object.keys(storageKeys) as (keyof typeof storageKeys)[];

/** Null when this phone was never given a link. */
export const enrolled = signal<Enrolled | null>(null);
/** The secret this phone speaks with as a store's button. */
export const secret = computed(() =>
  enrolled.value?.as === 'store' ? enrolled.value.secret : null,
);

/**
 * Reads `#<secret>`, `#secret=<secret>` or, for a unit or a scout, `#unit.<secret>` or `#scout.<secret>` from the address, removes
 * it there (so that neither history nor a screenshot keeps it) and keeps it for the next opening. What was scanned last is what this phone is.
 */
export function takeLink(): void {
  const given = readLink(location.hash);
  if (given !== null) {
    keep(given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  enrolled.value = given ?? kept();
}

/** What a fragment enrols as, or null. */
export function readLink(fragment: string): Enrolled | null {
  const text = secretOf(fragment);
  if (text === null) return null;
  for (const as of ['unit', 'scout'] as const)
    if (text.startsWith(`${as}.`)) return { as, secret: text.slice(as.length + 1) };
  return { as: 'store', secret: text };
}

function secretOf(fragment: string): string | null {
  const text = fragment.replace(/^#/, '');
  if (text === '') return null;
  const named = new URLSearchParams(text);
  return (
    named.get('secret') ??
    named.get('key') ??
    (text.includes('=') && !/=+$/.test(text) ? null : decoded(text))
  );
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function kept(): Enrolled | null {
  try {
    for (const as of kinds) {
      const known = localStorage.getItem(storageKeys[as]);
      if (known !== null) return { as, secret: known };
    }
  } catch {
    // Without storage the secret lives as long as this page.
  }
  return null;
}

function keep({ as, secret: value }: Enrolled): void {
  try {
    localStorage.setItem(storageKeys[as], value);
    for (const other of kinds) if (other !== as) localStorage.removeItem(storageKeys[other]);
  } catch {
    // Without storage the secret lives as long as this page.
  }
}
