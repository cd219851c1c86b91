// Walks on a resident's phone, fetched when she opens them or when one of hers is on.
import { effect } from '@preact/signals';
import { t } from '#platform/ui/phone/words.ts';
import { said } from './card.ts';
import { startWalk } from './follow.ts';
import { kept, view } from './kept.ts';
import { readReceipts } from './receipts.ts';
import { sayNext, sayState } from './Steps.tsx';
import { startWay, way, wayView } from './way-kept.ts';

export { ReceiptsScreen } from './ReceiptsScreen.tsx';
export { WalkScreen } from './WalkScreen.tsx';
export { WayScreen } from './WayScreen.tsx';

/** Which screen her own stands on: the walk unless only a way is on. */
export function present(): 'walk' | 'way' {
  return kept.value === null && way.value !== null ? 'way' : 'walk';
}

/** Goes on with what is kept here. Called once, when its words have come. */
export function start(): void {
  readReceipts();
  startWalk();
  startWay();
  effect(sayOnCard);
}

/** The card of the first screen says how it stands. */
function sayOnCard(): void {
  const now = view.value;
  const companion = wayView.value;
  if (kept.value !== null)
    said.value = {
      title: now === null || now.ended !== null ? t('walk.title') : sayState(now),
      note:
        now === null ? t('walk.sending.note') : now.ended === null ? sayNext(now) : t('walk.over'),
    };
  else if (way.value !== null)
    said.value = {
      title: t('way.title'),
      note: t(
        companion?.state === 'asked'
          ? 'way.asked'
          : companion?.state === 'help-called'
            ? 'way.called'
            : 'way.on',
      ),
    };
  else said.value = null;
}
