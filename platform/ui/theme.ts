// Dark for the desk, paper for the phone; whoever sits there may choose the other, and more contrast in both.
import { signal } from '@preact/signals';

export type Theme = 'dark' | 'paper';
const storageKey = 'ansim.theme';
const contrastKey = 'ansim.contrast';

/** The theme now on the screen. */
export const theme = signal<Theme>('dark');
/** Whether the screen shows high contrast, because the system asks for it or because it was chosen here. */
export const highContrast = signal(false);

let usualTheme: Theme = 'dark';

/** Starts with what was chosen here before, else with what this app is drawn for. */
export function startTheme(usual: Theme): void {
  const kept = read(`${storageKey}.${usual}`);
  usualTheme = usual;
  show(kept === 'dark' || kept === 'paper' ? kept : usual);
  const asked = matchMedia('(prefers-contrast: more)');
  asked.addEventListener('change', () => showContrast(read(contrastKey)));
  showContrast(read(contrastKey));
}

/** Shows one theme and contrast without keeping it. */
export function showTheme(next: Theme, contrast: 'usual' | 'more'): void {
  show(next);
  showContrast(contrast);
}

/** Changes between dark and paper, and keeps the choice on this machine. */
export function switchTheme(): void {
  const next: Theme = theme.value === 'dark' ? 'paper' : 'dark';
  show(next);
  keep(`${storageKey}.${usualTheme}`, next);
}

/** Changes between the usual and the high contrast, and keeps the choice on this machine. */
export function switchContrast(): void {
  const next = highContrast.value ? 'usual' : 'more';
  showContrast(next);
  keep(contrastKey, next);
}

function show(next: Theme): void {
  // The page first: whoever follows the signal reads the new colours from it.
  document.documentElement.dataset.theme = next;
  theme.value = next;
}

function showContrast(chosen: string | null): void {
  const { dataset } = document.documentElement;
  if (chosen === 'more' || chosen === 'usual') dataset.contrast = chosen;
  else delete dataset.contrast;
  highContrast.value =
    chosen === 'more' || (chosen !== 'usual' && matchMedia('(prefers-contrast: more)').matches);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // No storage: as usual.
    return null;
  }
}

function keep(key: string, choice: string): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Kept for this page only.
  }
}
