// What helps in the next 72 hours: without a question, without a network, without telling anybody.
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t, type Word } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { Danger } from './Danger.tsx';
import './tell.css';

/** Headings with what stands under each, in the order in which it may be needed. */
const parts: readonly (readonly [Word, readonly Word[]])[] = [
  ['aftercare.doctor', ['aftercare.doctor.neck', 'aftercare.doctor.hurt', 'aftercare.doctor.drug']],
  [
    'aftercare.hours',
    [
      'aftercare.hours.infection',
      'aftercare.hours.pregnancy',
      'aftercare.hours.traces',
      'aftercare.hours.later',
    ],
  ],
  [
    'aftercare.wash',
    [
      'aftercare.wash.body',
      'aftercare.wash.clothes',
      'aftercare.wash.place',
      'aftercare.wash.phone',
      'aftercare.wash.done',
    ],
  ],
  [
    'aftercare.where',
    ['aftercare.where.hospital', 'aftercare.where.brought', 'aftercare.where.with'],
  ],
  ['aftercare.free', ['aftercare.free.advice', 'aftercare.free.care', 'aftercare.free.later']],
  ['aftercare.language', ['aftercare.language.phone', 'aftercare.language.here']],
  ['aftercare.mind', ['aftercare.mind.usual', 'aftercare.mind.someone', 'aftercare.mind.dark']],
];

export function AftercareScreen() {
  const { numbers } = facts.value;
  const values = {
    emergency: numbers.emergency,
    fire: numbers.fire,
    womens: numbers.womensHotline,
    hotline: numbers.hotline,
  };
  return (
    <div class="screen">
      <ScreenHead title={t('tell.aftercare')} />
      <main class="screen-main tell">
        <p class="tell-lead">{t('aftercare.lead')}</p>
        <p class="part-note">{t('aftercare.lead.note')}</p>
        {parts.map(([heading, lines]) => (
          <section key={heading} class="part">
            <h2>{t(heading)}</h2>
            <ul class="tell-lines">
              {lines.map((line) => (
                <li key={line}>{t(line, values)}</li>
              ))}
            </ul>
          </section>
        ))}
        <button type="button" class="touch" onClick={() => go('directory')}>
          {t('tell.directory')}
        </button>
        <Danger />
      </main>
    </div>
  );
}
