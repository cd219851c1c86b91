// What this phone keeps of a running call, so that a reload, a second tab or an empty battery does not lose it.
import { signal } from '@preact/signals';
import type { SosView } from '../../shapes.ts';

/** A step of hers that the city has not answered yet; tried until it has. */
export type Errand = { path: string; body: object };

export type Kept = {
  id: string;
  key: string;
  silent: boolean;
  language: string;
  /** The city has it. */
  stored: boolean;
  /** Pressed on this phone, and not told yet. */
  wish: 'send' | 'cancel' | null;
  /** She stopped sharing where she is. */
  quiet: boolean;
  /** A call for somebody else: where, and what she sees. */
  another: { text: string; lat: number | null; lon: number | null; what: string } | null;
  errands: Errand[];
};

const storageKey = 'ansim.sos';

export const kept = signal<Kept | null>(null);
/** The call as the city last told it; stays on the screen after it ended. */
export const view = signal<SosView | null>(null);

/** Reads what was running here, and follows what another tab does to it. Answers whether a call is running. */
export function startKept(onOther: () => void): boolean {
  kept.value = read();
  addEventListener('storage', (event) => {
    if (event.key !== storageKey && event.key !== null) return;
    kept.value = read();
    onOther();
  });
  return kept.value !== null;
}

/** Changes it, here and for every tab; `null` forgets it. */
export function keep(next: Kept | null): void {
  kept.value = next;
  try {
    if (next === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A browser that refuses storage: the call lives as long as the page.
  }
}

/** Changes some of it, if it is still there. */
export function change(some: Partial<Kept>): void {
  if (kept.value !== null) keep({ ...kept.value, ...some });
}

function read(): Kept | null {
  try {
    const text = localStorage.getItem(storageKey);
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

/** 32 random bytes as base64url: the key of a call, and the token of a link. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

/** A random UUID (RFC 9562, version 4), also where a page without TLS has no `crypto.randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte, at) => {
    const kept = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return kept.toString(16).padStart(2, '0');
  });
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
