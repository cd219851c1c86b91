// The public directory of help: the city's numbers, and doors that are open, without reporting anything.
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { Numbers } from './Numbers.tsx';
import './tell.css';

export function DirectoryScreen() {
  return (
    <div class="screen">
      <ScreenHead title={t('tell.directory')} />
      <main class="screen-main tell">
        <p class="part-note">{t('directory.lead')}</p>
        <Numbers />
        <section class="part">
          <h2>{t('directory.doors')}</h2>
          <p class="part-note">
            {t('directory.doors.note', { name: inLanguage(facts.value.labels.safeHouse) })}
          </p>
          <button type="button" class="touch" onClick={() => go('houses')}>
            {t('directory.doors.open')}
          </button>
        </section>
        <section class="part">
          <h2>{t('directory.desks')}</h2>
          <p class="part-note">{t('directory.desks.note')}</p>
          <ul class="tell-lines">
            {(['crisis-team', 'medical', 'legal', 'housing', 'support-centre'] as const).map(
              (kind) => (
                <li key={kind}>
                  <strong>{t(`desk.${kind}`)}</strong> {t(`desk.${kind}.note`)}
                </li>
              ),
            )}
          </ul>
          <button type="button" class="touch" onClick={() => go('report')}>
            {t('tell.report')}
          </button>
        </section>
        <section class="part">
          <h2>{t('aftercare.language')}</h2>
          <p>{t('aftercare.language.phone')}</p>
        </section>
      </main>
    </div>
  );
}
