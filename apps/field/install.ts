// Putting the app on the home screen: the browser says when it can, and a press asks it to.
import { signal } from '@preact/signals';

type InstallEvent = Event & { prompt(): Promise<unknown> };

let offer: InstallEvent | undefined;
/** `ask`: the browser can do it on a press. `ios`: only a person can. `no`: it is there already, or cannot be. */
export const installing = signal<'ask' | 'ios' | 'no'>('no');

/** Listens for the browser's offer. */
export function startInstalling(): void {
  const standing = matchMedia('(display-mode: standalone)').matches;
  if (standing) return;
  if (/iPhone|iPad/.test(navigator.userAgent)) installing.value = 'ios';
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallEvent;
    installing.value = 'ask';
  });
  window.addEventListener('appinstalled', () => {
    installing.value = 'no';
  });
}

/** Asks the browser; what it answers shows by itself. */
export async function install(): Promise<void> {
  await offer?.prompt();
  offer = undefined;
  installing.value = 'no';
}
