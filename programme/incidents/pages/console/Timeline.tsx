// What happened, oldest first, and how often this place has called in the past year.
import { hourMinuteSecond } from '#platform/ui/format.ts';
import type { IncidentDetail } from '../../contract.ts';
import { sayStep } from './step-words.ts';
import { t } from './words.ts';

export function Timeline({ whole }: { whole: IncidentDetail }) {
  const year = whole.pastYear;
  return (
    <section class="timeline">
      <header class="part-head">
        <h3>{t('detail.happened')}</h3>
      </header>
      <ol>
        {whole.steps.map((step) => (
          <li key={step.id} class={`happened happened-${step.kind}`}>
            <time dateTime={step.at}>{hourMinuteSecond(step.at)}</time>
            <div>
              <p>{sayStep(step, whole)}</p>
              {step.text !== null && <p class="happened-text">{step.text}</p>}
            </div>
          </li>
        ))}
      </ol>
      {year !== null && (
        <p class="past-year">
          <span>{t('pastYear')}</span>
          {t('pastYear.text', {
            calls: year.calls,
            real: year.real,
            false: year.falseAlarms,
            tests: year.tests,
          })}
        </p>
      )}
    </section>
  );
}
