// How a scout's phone is woken while it is locked; what it says names nobody.
import { createWaking } from '#platform/ui/waking.ts';
import type { PairView } from '../../pair-contract.ts';
import { ask, take, view } from './scout-state.ts';
import { t } from './words.ts';

export const {
  state: waking,
  turnOn: turnOnWaking,
  renew: renewWaking,
  keepTexts,
} = createWaking({
  push: () => view.value?.push,
  async send(body) {
    const answer = await ask<PairView>('POST /api/pair/push', { body });
    if (answer.ok) take(answer.value);
    return answer.ok;
  },
  texts: () => ({
    offer: { title: t('push.text.offer'), body: t('push.text.offer.note') },
    withdrawn: { title: t('push.text.withdrawn'), body: '' },
  }),
});

/** Takes away what asked for an answer, once there is nothing to answer. */
export async function clearNotes(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/field');
  for (const note of (await registration?.getNotifications()) ?? []) note.close();
}
