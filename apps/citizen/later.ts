// Screens that nobody needs in the first second: fetched when the call for help is ready, kept by the worker for later.
import { signal } from '@preact/signals';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { said } from '#programme/escorts/pages/citizen/index.ts';
import { fetching } from '#programme/reports/pages/citizen/index.ts';

type Screens = Readonly<Record<string, () => preact.JSX.Element | null>>;

/** Empty until they have come; a touch before that shows them as soon as they have. */
export const later = signal<Screens>({});

/** Fetches them; tried again whenever the network is back. */
export async function fetchLater(): Promise<void> {
  try {
    const { HousesScreen, Prepare } = await import('./later-screens.ts');
    later.value = { ...later.value, houses: HousesScreen, prepare: Prepare };
  } catch {
    addEventListener('online', () => void fetchLater(), { once: true });
  }
}

let walk: Promise<() => 'walk' | 'way'> | null = null;

/** Fetches the screens of walks home, once; `opens` shows hers when they have come. */
export async function fetchWalk(opens: boolean): Promise<void> {
  walk ??= (async () => {
    said.value = { note: t('walk.card.loading') };
    const { addWords, present, start, ...found } = await import('./walk-screens.ts');
    await addWords();
    later.value = {
      ...later.value,
      walk: found.WalkScreen,
      way: found.WayScreen,
      receipts: found.ReceiptsScreen,
    };
    start();
    return present;
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
    later.value = {
      ...later.value,
      tell: found.TellScreen,
      aftercare: found.AftercareScreen,
      directory: found.DirectoryScreen,
      report: found.ReportScreen,
      again: found.AgainScreen,
    };
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
