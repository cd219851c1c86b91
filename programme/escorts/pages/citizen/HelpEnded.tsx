// Said once the desk has closed her call: what that means for the walk.
import okShapes from 'lucide-static/icons/circle-check.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import type { WalkView } from '../../contract.ts';
import { kept } from './kept.ts';
import { sayTime } from './say.ts';

export function HelpEnded({ now }: { now: WalkView }) {
  const again = kept.value?.errands.some(({ path }) => path === 'help' || path === 'not-them');
  if (now.helpEndedAt === null || now.helpCalled || again === true) return null;
  return (
    <section class="banner" role="status">
      <Glyph of={okShapes} size={24} />
      <span>
        {t('walk.help.ended', { time: sayTime(now.helpEndedAt) })} {t(whatFollows(now))}{' '}
        {t('walk.help.ended.else', { number: facts.value.numbers.emergency })}
      </span>
    </section>
  );
}

function whatFollows({ pair, state }: WalkView) {
  if (state === 'walking' || state === 'dropped-off') return 'walk.help.ended.walking';
  return pair === null ? 'walk.help.ended.looking' : 'walk.help.ended.meeting';
}
