// What happened at a store: a year of calls, its inspections, the steps of its designation.
import { day, dayOf } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { checklistPoints, storeSteps } from '../../../names.ts';
import type { Store } from '../../../shapes.ts';
import { t } from '../words.ts';

export function StorePast({ store }: { store: Store }) {
  const { calls, real, falseAlarms, tests } = store.year;
  return (
    <>
      <section class="store-part">
        <h3>{t('year.title')}</h3>
        <dl class="store-year">
          {(
            [
              ['year.calls', calls],
              ['year.real', real],
              ['year.false', falseAlarms],
              ['year.tests', tests],
            ] as const
          ).map(([word, value]) => (
            <div key={word}>
              <dt>{t(word)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="store-part">
        <h3>{t('inspections.title')}</h3>
        {store.inspections.length === 0 && <p class="register-none">{t('inspections.none')}</p>}
        <ul class="store-list">
          {store.inspections.map((one) => (
            <li key={one.at}>
              <div>
                <p>
                  <Icon name={one.passed ? 'check' : 'warning'} size={16} />{' '}
                  <strong>{one.passed ? t('inspections.passed') : t('inspections.failed')}</strong>
                </p>
                <p class="store-side">
                  {dayOf(one.at)} · {one.inspector}
                  {one.failed.length > 0 && ` · ${one.failed.map(sayPoint).join(', ')}`}
                  {one.note !== null && ` · ${one.note}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section class="store-part">
        <h3>{t('history.title')}</h3>
        <ul class="store-list">
          {store.history.map((one) => (
            <li key={one.at}>
              <div>
                <p>
                  <strong>{sayStep(one.step)}</strong>
                  {one.until !== null && ` · ${t('fact.until', { day: day(one.until) })}`}
                </p>
                <p class="store-side">
                  {dayOf(one.at)}
                  {one.by !== null && ` · ${one.by}`}
                  {one.reason !== null && ` · ${one.reason}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function sayPoint(code: string): string {
  const point = checklistPoints.find((one) => one === code);
  return point === undefined ? code : t(`point.${point}`);
}

function sayStep(code: string): string {
  const step = storeSteps.find((one) => one === code);
  return step === undefined ? t('step.designate') : t(`step.${step}`);
}
