// Screens that nobody needs in the first second: fetched when the call for help is ready, kept by the worker for later.
import { signal } from '@preact/signals';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { said } from '#programme/escorts/pages/citizen/index.ts';
import { fetching } from '#programme/reports/pages/citizen/index.ts';

type Screens = Readonly<Record<string, () => preact.JSX.Element | null>>;

/** Empty until they have come; a touch before that shows them as soon as they have. */
export const later = signal<Screens>({});

function add({ screens }: { screens: Screens }): void {
  later.value = { ...later.value, ...screens };
}

/** Fetches them; tried again whenever the network is back. */
export async function fetchLater(): Promise<void> {
  try {
    add(await import('./later-screens.ts'));
  } catch {
    addEventListener('online', () => void fetchLater(), { once: true });
  }
}

/** Fetches how to get ready, which nobody needs in a hurry, and shows it; without a network as soon as there is one. */
export async function openPrepare(): Promise<void> {
  try {
    add(await import('./prepare-screens.ts'));
    go('prepare');
  } catch {
    addEventListener('online', () => void openPrepare(), { once: true });
  }
}

let walk: Promise<() => 'walk' | 'way'> | null = null;

/** Fetches the screens of walks home, once; `opens` shows hers when they have come. */
export async function fetchWalk(opens: boolean): Promise<void> {
  walk ??= (async () => {
    said.value = { note: t('walk.card.loading') };
    const found = await import('./walk-screens.ts');
    await found.addWords();
    add(found);
    found.start();
    return found.present;
  })();
  try {
    const present = await walk;
    if (opens) go(present());
  } catch {
    walk = null;
    said.value = { note: t('walk.card.failed') };
    if (!opens) addEventListener('online', () => void fetchWalk(false), { once: true });
  }
}

let tell: Promise<void> | null = null;

/** Fetches the screens of guidance and reports, once, and shows them. */
export async function openTell(): Promise<void> {
  tell ??= (async () => {
    fetching.value = 'loading';
    const found = await import('./tell-screens.ts');
    await found.addWords();
    add(found);
    fetching.value = 'note';
  })();
  try {
    await tell;
    go('tell');
  } catch {
    tell = null;
    fetching.value = 'failed';
  }
}
