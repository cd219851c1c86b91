// What she must see first: these may not be them, or help has been called.
import warnShapes from 'lucide-static/icons/triangle-alert.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import type { WalkView } from '../../contract.ts';
import { kept } from './kept.ts';

/** As many wrong codes as the city takes before it opens an incident. */
export const mostWrong = 3;

export function Warned({ now }: { now: WalkView }) {
  const mine = kept.value;
  const pending = (path: string) => mine?.errands.some((one) => one.path === path) === true;
  const warned = now.warned || pending('not-them') || (mine?.wrong ?? 0) >= mostWrong;
  const helps = now.helpCalled || pending('help');
  const number = facts.value.numbers.emergency;
  if (!warned && !helps) return null;
  return (
    <section class="walk-warned" role="alert">
      <Glyph of={warnShapes} size={26} />
      <div>
        {warned && (
          <>
            <strong>{t('walk.warned')}</strong>
            <p>{t('walk.warned.note')}</p>
          </>
        )}
        {helps && <p>{t(now.helpCalled ? 'walk.helped' : 'walk.helping', { number })}</p>}
      </div>
      <div class="walk-two">
        <a class="touch" href={`tel:${number}`}>
          {t('sos.call', { number })}
        </a>
        <button type="button" class="touch" onClick={() => go('houses')}>
          {t('walk.refuge')}
        </button>
      </div>
    </section>
  );
}
