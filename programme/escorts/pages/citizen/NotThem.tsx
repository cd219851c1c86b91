// "These are not them": warns her and tells the control room, without a sound.
import { here } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import { errand } from './follow.ts';
import { Sure } from './Sure.tsx';
import { fixOf } from './send-place.ts';

export function NotThem() {
  return (
    <Sure
      label={t('walk.not-them')}
      question={t('walk.not-them.sure')}
      yes={t('walk.not-them.yes')}
      onYes={() => errand('not-them', { fix: fixNow() })}
    />
  );
}

/** Where she is, if her phone knows it already; nobody is asked for it now. */
export function fixNow() {
  return here.value && fixOf(here.value);
}
