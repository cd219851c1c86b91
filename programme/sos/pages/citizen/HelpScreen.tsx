// After the first touch: the second one, aloud or silent, and what will happen then.
import silentShapes from 'lucide-static/icons/bell-off.svg?icon';
import peopleShapes from 'lucide-static/icons/users.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go, replace } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { callForHelp } from './call.ts';
import { Telephone } from './Telephone.tsx';
import './sos.css';

export function HelpScreen() {
  function second(silent: boolean): void {
    callForHelp(silent);
    replace('sos');
  }
  return (
    <div class="screen">
      <ScreenHead title={t('help.title')} />
      <main class="screen-main help">
        <ul class="help-points">
          <li>{t('help.point.back')}</li>
          <li>{t('help.point.place')}</li>
          <li>{t('help.point.people')}</li>
        </ul>
        <button type="button" class="touch touch-plain" onClick={() => go('another')}>
          <Glyph of={peopleShapes} size={20} />
          {t('another.title')}
        </button>
        <Telephone />
        <button type="button" class="touch" onClick={() => second(true)}>
          <Glyph of={silentShapes} size={20} />
          <span class="touch-words">
            {t('help.silent')}
            <small>{t('help.silent.note')}</small>
          </span>
        </button>
        <button type="button" class="help-now" onClick={() => second(false)}>
          <strong>{t('help.now')}</strong>
          <span>{t('help.now.note')}</span>
        </button>
      </main>
    </div>
  );
}
