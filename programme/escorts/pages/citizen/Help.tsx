// Help on a walk: the second touch tells the control room, aloud or silently; a call and a text need no data network.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import { Telephone } from '#programme/sos/pages/citizen/Telephone.tsx';
import type { WalkView } from '../../contract.ts';
import { errand } from './follow.ts';
import { fixNow } from './NotThem.tsx';
import { Sure } from './Sure.tsx';

export function Help({ now }: { now: Pick<WalkView, 'helpCalled'> }) {
  const [silent, setSilent] = useState(false);
  return (
    <Sure
      label={t(now.helpCalled ? 'walk.help.again' : 'walk.help')}
      look="touch walk-red"
      question={t('walk.help.sure')}
      yes={t('help.now')}
      onYes={() => errand('help', { silent, fix: fixNow() })}
    >
      <button type="button" class="touch" aria-pressed={silent} onClick={() => setSilent(!silent)}>
        {t('walk.help.silent')}
      </button>
      <Telephone />
    </Sure>
  );
}
