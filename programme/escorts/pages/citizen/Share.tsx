// Her own place, shown to the pair and the desk only if she wants it.
import { hereState } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import { share } from './follow.ts';
import { kept } from './kept.ts';

export function Share() {
  const on = kept.value?.shares === true;
  const refused = on && (hereState.value === 'refused' || hereState.value === 'unknown');
  return (
    <section class="part">
      <button type="button" class="touch" aria-pressed={on} onClick={() => share(!on)}>
        {t(on ? 'walk.share.stop' : 'walk.share')}
      </button>
      <p class="part-note" role="status">
        {t(refused ? 'walk.share.unknown' : on ? 'walk.share.on' : 'walk.share.off')}
      </p>
    </section>
  );
}
