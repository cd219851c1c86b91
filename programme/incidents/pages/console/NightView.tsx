// Statistics of the night, in place of the map while somebody reads them.
import { useEffect } from 'preact/hooks';
import { count, dayAndTime, percent } from '#platform/ui/format.ts';
import type { Disposition, Door } from '../../contract.ts';
import { HourBars } from './HourBars.tsx';
import { fetchNight, night, nightFailed } from './night-state.ts';
import { Shares } from './Shares.tsx';
import { t } from './words.ts';
import './night.css';

export function NightView() {
  useEffect(() => {
    void fetchNight();
  }, []);
  const figures = night.value;
  if (figures === null)
    return (
      <section class="page">
        {nightFailed.value && <p class="page-none">{t('night.failed')}</p>}
      </section>
    );
  const median = figures.medianSecondsToAcknowledge;
  const scene = figures.medianMinutesToScene;
  return (
    <section class="page">
      <header class="page-head">
        <h2>{t('night.title')}</h2>
        <p>{t('night.since', { time: dayAndTime(figures.since) })}</p>
      </header>
      <dl class="figures">
        <Figure
          name={t('night.raised')}
          value={count(figures.raised)}
          note={`${t('night.drills')} ${count(figures.drills)}`}
        />
        <Figure
          name={t('night.open')}
          value={count(figures.open)}
          note={`${t('night.closed')} ${count(figures.closed)}`}
        />
        <Figure
          name={t('night.ack')}
          value={median === null ? '–' : t('night.seconds', { n: Math.round(median * 10) / 10 })}
          note={t('night.ackNote')}
        />
        <Figure
          name={t('night.within')}
          value={figures.withinTenSeconds === null ? '–' : percent(figures.withinTenSeconds)}
          note={t('night.withinNote')}
        />
        <Figure
          name={t('night.scene')}
          value={scene === null ? '–' : t('night.minutes', { n: Math.round(scene * 10) / 10 })}
          note={t('night.sceneNote')}
        />
      </dl>
      <div class="page-part">
        <h3>{t('night.byHour')}</h3>
        <HourBars hours={figures.byHour} since={figures.since} />
      </div>
      <div class="page-two">
        <div class="page-part">
          <h3>{t('night.byDisposition')}</h3>
          <Shares
            shares={figures.byDisposition}
            name={(key) => t(`disposition.${key as Disposition}`)}
            none={t('night.none')}
          />
        </div>
        <div class="page-part">
          <h3>{t('night.byDoor')}</h3>
          <Shares
            shares={figures.byDoor}
            name={(key) => t(`door.${key as Door}`)}
            none={t('night.none')}
          />
        </div>
      </div>
    </section>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <span>{note}</span>
      </dd>
    </div>
  );
}
