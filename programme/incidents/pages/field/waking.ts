// How a unit's phone is woken while it is locked.
import { createWaking } from '#platform/ui/waking.ts';
import { ask, fetchResponder, responder } from './responder-state.ts';
import { t } from './words.ts';

export const {
  state: waking,
  turnOn: turnOnWaking,
  renew: renewWaking,
  keepTexts,
} = createWaking({
  push: () => responder.value?.push,
  async send(body) {
    const answer = await ask('POST /api/unit/push', { body });
    await fetchResponder();
    return answer.ok;
  },
  texts: () => ({
    offer: { title: t('push.text.offer'), body: t('push.text.offer.note') },
    withdrawn: { title: t('push.text.withdrawn'), body: '' },
  }),
});
