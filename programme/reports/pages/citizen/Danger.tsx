// Danger now is no report: the way to her own call for help, or to somebody else's.
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';

export function Danger() {
  return (
    <section class="part">
      <h2>{t('tell.danger')}</h2>
      <button type="button" class="touch touch-help" onClick={() => go('help')}>
        {t('tell.danger.me')}
      </button>
      <button type="button" class="touch" onClick={() => go('another')}>
        {t('tell.danger.another')}
      </button>
    </section>
  );
}
