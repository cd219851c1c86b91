// Being woken while the phone is locked: asked for by a press, kept with the city, and never the only way.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** The words of a notification by what it is about. */
export type WakingTexts = Record<'offer' | 'withdrawn', { title: string; body: string }>;

export type WakingPorts = {
  /** What the city said: by which key its push services know it, and whether it has this phone's address. */
  push(): { key: string; on: boolean } | undefined;
  /** Gives the city the address to wake this phone at. */
  send(body: object): Promise<boolean>;
  texts(): WakingTexts;
};

export type Waking = {
  /** `none`: this browser cannot be woken. */
  state: ReadonlySignal<'on' | 'off' | 'refused' | 'none'>;
  /** Asks for permission and gives the city the address. */
  turnOn(): Promise<boolean>;
  /** A phone that may be woken and whose address the city has lost gives it again. */
  renew(): Promise<void>;
  /** Puts the words where the service worker finds them: it knows no language. */
  keepTexts(): Promise<void>;
};

/** The waking of one phone. */
export function createWaking(ports: WakingPorts): Waking {
  const permission = signal<NotificationPermission | 'none'>(
    typeof Notification === 'undefined' ? 'none' : Notification.permission,
  );
  const state = computed(() => {
    if (permission.value === 'none' || !('PushManager' in globalThis)) return 'none';
    if (permission.value === 'denied') return 'refused';
    return ports.push()?.on === true ? 'on' : 'off';
  });

  async function keepTexts(): Promise<void> {
    const cache = await caches.open('ansim-field-words');
    await cache.put('/field/words', new Response(JSON.stringify(ports.texts())));
  }

  async function keepAddress(): Promise<boolean> {
    const key = ports.push()?.key;
    const registration = await navigator.serviceWorker?.ready;
    if (key === undefined || registration === undefined) return false;
    await keepTexts();
    try {
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytesOf(key),
      });
      const { endpoint, keys } = subscription.toJSON();
      return await ports.send({ endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } });
    } catch {
      // No push service can be reached, or there is none: the page asks by itself all the same.
      return false;
    }
  }

  return {
    state,
    keepTexts,
    async turnOn() {
      permission.value = await Notification.requestPermission();
      return permission.value === 'granted' && keepAddress();
    },
    async renew() {
      if (permission.value === 'granted' && ports.push()?.on === false) await keepAddress();
    },
  };
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
