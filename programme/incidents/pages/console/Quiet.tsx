// What an empty queue shows: that all is well, and how the night has been so far.
import { count, hourMinute, percent } from '#platform/ui/format.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { night } from './night-state.ts';
import { t } from './words.ts';
import './quiet.css';

export function Quiet() {
  const figures = night.value;
  return (
    <section class="quiet">
      <div class="quiet-lamp">
        <Mark size={72} glow />
      </div>
      <h2 class="quiet-title">{t('quiet.title')}</h2>
      <p class="quiet-hint">{t('quiet.hint')}</p>
      {figures !== null && (
        <>
          <dl class="quiet-figures">
            <div>
              <dt>{t('quiet.raised')}</dt>
              <dd>{count(figures.raised)}</dd>
            </div>
            <div>
              <dt>{t('quiet.closed')}</dt>
              <dd>{count(figures.closed)}</dd>
            </div>
            <div>
              <dt>{t('quiet.median')}</dt>
              <dd>
                {figures.medianSecondsToAcknowledge === null
                  ? t('quiet.none')
                  : t('quiet.seconds', { n: Math.round(figures.medianSecondsToAcknowledge) })}
              </dd>
            </div>
            <div>
              <dt>{t('quiet.within')}</dt>
              <dd>
                {figures.withinTenSeconds === null
                  ? t('quiet.none')
                  : percent(figures.withinTenSeconds)}
              </dd>
            </div>
          </dl>
          <p class="quiet-since">{t('quiet.since', { time: hourMinute(figures.since) })}</p>
        </>
      )}
    </section>
  );
}
