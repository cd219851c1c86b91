// Dark for the desk, paper for the phone; whoever sits there may choose the other.
import { signal } from '@preact/signals';

export type Theme = 'dark' | 'paper';
const storageKey = 'ansim.theme';

/** The theme now on the screen. */
export const theme = signal<Theme>('dark');

/** Starts with what was chosen here before, else with what this app is drawn for. */
export function startTheme(usual: Theme): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(`${storageKey}.${usual}`);
  } catch {
    // No storage: the usual one.
  }
  usualTheme = usual;
  show(kept === 'dark' || kept === 'paper' ? kept : usual);
}

/** Changes between dark and paper, and keeps the choice on this machine. */
export function switchTheme(): void {
  const next: Theme = theme.value === 'dark' ? 'paper' : 'dark';
  show(next);
  try {
    localStorage.setItem(`${storageKey}.${usualTheme}`, next);
  } catch {
    // Kept for this page only.
  }
}

let usualTheme: Theme = 'dark';

function show(next: Theme): void {
  // The page first: whoever follows the signal reads the new colours from it.
  document.documentElement.dataset.theme = next;
  theme.value = next;
}
