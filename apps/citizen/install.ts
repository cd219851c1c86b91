// The browser's offer to put this on the home screen, kept until she wants it.
import { signal } from '@preact/signals';

type Offer = Event & { prompt(): Promise<unknown> };

/** The browser would put it on the home screen now. */
export const installable = signal(false);
let offer: Offer | null = null;

export function startInstalling(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as Offer;
    installable.value = true;
  });
  addEventListener('appinstalled', () => {
    installable.value = false;
  });
}

export async function install(): Promise<void> {
  await offer?.prompt();
  offer = null;
  installable.value = false;
}
