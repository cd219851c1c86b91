// Said plainly: there is no network, how old what she sees is, and what still waits to be told.
import wifiOffShapes from 'lucide-static/icons/wifi-off.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { t } from '#platform/ui/phone/words.ts';
import type { WalkView } from '../../contract.ts';
import { failures, heardAt } from './follow.ts';
import { kept } from './kept.ts';
import { sayTime } from './say.ts';

export function Lost({ now }: { now: WalkView | null }) {
  const waiting = kept.value?.errands.length ?? 0;
  if (failures.value < 2 && !(failures.value > 0 && waiting > 0)) return null;
  const at = heardAt.value;
  return (
    <p class="banner" role="alert">
      <Glyph of={wifiOffShapes} size={22} />
      <span>
        {at === null || now === null ? t('walk.lost') : t('walk.lost.at', { time: sayTime(at) })}{' '}
        {waiting > 0 && t('walk.lost.waits')}{' '}
        {now?.pair?.meeting != null && !now.pairConfirmed && t('walk.lost.code')}
      </span>
    </p>
  );
}
