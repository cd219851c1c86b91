// Screens that nobody needs in the first second: fetched when the call for help is ready, kept by the worker for later.
import { signal } from '@preact/signals';

type Screens = Readonly<Record<string, () => preact.JSX.Element | null>>;

/** Empty until they have come; a touch before that shows them as soon as they have. */
export const later = signal<Screens>({});

/** Fetches them; tried again whenever the network is back. */
export async function fetchLater(): Promise<void> {
  try {
    const { HousesScreen, Prepare } = await import('./later-screens.ts');
    later.value = { houses: HousesScreen, prepare: Prepare };
  } catch {
    addEventListener('online', () => void fetchLater(), { once: true });
  }
}
