// What other teams disclosed to the own desk by law, above the reports: short texts of their own, and nothing else of a report.
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { sayDesk } from '#programme/reports/pages/console/index.ts';
import { hideOne, read, reading, readOne, received, sayRead } from './received-state.ts';
import { t } from './words.ts';
import './law.css';

export function ReceivedPart({ nameDistrict }: { nameDistrict: (code: string) => string }) {
  const items = received.value;
  return (
    <section class="report-group law-received">
      <h3>
        {t('received')} <span>{items.length}</span>
      </h3>
      <p class="law-small">{t('received.note')}</p>
      <ul>
        {items.map((one) => {
          const text = read.value.get(one.id);
          return (
            <li key={one.id} data-received={one.id}>
              <header>
                <strong>{t('received.from', { desk: sayDesk(one.from, nameDistrict) })}</strong>
                <time class="law-small" dateTime={one.disclosedAt}>
                  {dayAndTime(one.disclosedAt)}
                </time>
              </header>
              <p class="law-small">
                {inLanguage(one.statute)}
                {one.corrects !== null && ` · ${t('received.corrects')}`}
              </p>
              {text !== undefined && <p class="part-words">{sayRead(text)}</p>}
              <footer>
                <span class={one.openings.length === 0 ? 'law-new' : 'law-small'}>
                  {one.openings.length === 0
                    ? t('received.new')
                    : one.openings
                        .map(({ by, at }) => t('read', { by, when: dayAndTime(at) }))
                        .join(', ')}
                </span>
                {text === undefined ? (
                  <Button
                    size="small"
                    icon="lock"
                    busy={reading.value === one.id}
                    onPress={() => void readOne(one.id)}
                  >
                    {t('act.read')}
                  </Button>
                ) : (
                  <Button size="small" kind="plain" onPress={() => hideOne(one.id)}>
                    {t('act.hide')}
                  </Button>
                )}
              </footer>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
