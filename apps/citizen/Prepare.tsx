// Getting ready on a quiet day: the home screen, the shortcut, and what a browser cannot do.
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { install, installable } from './install.ts';

export function Prepare() {
  const apple = /iPhone|iPad/.test(navigator.userAgent);
  return (
    <div class="screen">
      <ScreenHead title={t('prepare.title')} />
      <main class="screen-main">
        <section class="part">
          <h2>{t('prepare.home')}</h2>
          <p class="part-note">{t('prepare.home.note')}</p>
          {installable.value ? (
            <button type="button" class="touch touch-brand" onClick={() => void install()}>
              {t('prepare.install')}
            </button>
          ) : (
            <p>{t(apple ? 'prepare.apple' : 'prepare.menu')}</p>
          )}
        </section>
        <section class="part">
          <h2>{t('prepare.shortcut')}</h2>
          <p class="part-note">{t('prepare.shortcut.note')}</p>
        </section>
        <section class="part">
          <h2>{t('prepare.shake')}</h2>
          <p class="part-note">{t('prepare.shake.note')}</p>
        </section>
        <section class="part">
          <h2>{t('prepare.leave')}</h2>
          <p class="part-note">{t('prepare.leave.note')}</p>
        </section>
      </main>
    </div>
  );
}
