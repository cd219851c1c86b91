// Being woken while the phone is locked: asked for by a press, kept with the city, and never the only way.
import { computed, signal } from '@preact/signals';
import { ask, fetchResponder, responder } from './responder-state.ts';
import { t } from './words.ts';

const permission = signal<NotificationPermission | 'none'>(
  typeof Notification === 'undefined' ? 'none' : Notification.permission,
);

/** `none`: this browser cannot be woken. */
export const waking = computed((): 'on' | 'off' | 'refused' | 'none' => {
  if (permission.value === 'none' || !('PushManager' in globalThis)) return 'none';
  if (permission.value === 'denied') return 'refused';
  return responder.value?.push.on === true ? 'on' : 'off';
});

/** Asks for permission and gives the city the address to wake this phone at. */
export async function turnOnWaking(): Promise<boolean> {
  permission.value = await Notification.requestPermission();
  if (permission.value !== 'granted') return false;
  return keepAddress();
}

/** A phone that may be woken and whose address the city has lost gives it again. */
export async function renewWaking(): Promise<void> {
  if (permission.value === 'granted' && responder.value?.push.on === false) await keepAddress();
}

async function keepAddress(): Promise<boolean> {
  const key = responder.value?.push.key;
  const registration = await navigator.serviceWorker?.ready;
  if (key === undefined || registration === undefined) return false;
  await keepTexts();
  try {
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(key),
    });
    const { endpoint, keys } = subscription.toJSON();
    const answer = await ask('POST /api/unit/push', {
      body: { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } },
    });
    await fetchResponder();
    return answer.ok;
  } catch {
    // No push service can be reached, or there is none: the page asks by itself all the same.
    return false;
  }
}

/** The words of a notification, where the service worker finds them: it knows no language. */
export async function keepTexts(): Promise<void> {
  const texts = {
    offer: { title: t('push.text.offer'), body: t('push.text.offer.note') },
    withdrawn: { title: t('push.text.withdrawn'), body: '' },
  };
  const cache = await caches.open('ansim-field-words');
  await cache.put('/field/words', new Response(JSON.stringify(texts)));
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
