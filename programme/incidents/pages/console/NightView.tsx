// Statistics of the night, in place of the map while somebody reads them.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { count, dayAndTime, elapsed, percent } from '#platform/ui/format.ts';
import type { Disposition, Door } from '../../contract.ts';
import { AnswerTimes } from './AnswerTimes.tsx';
import { HourBars } from './HourBars.tsx';
import { fetchNight, type Night, night, nightFailed } from './night-state.ts';
import { Shares } from './Shares.tsx';
import { t } from './words.ts';
import './night.css';

type NightViewProps = {
  /** Silent devices by age, from the room that knows the devices. */
  devices?: ComponentChildren;
  /** Stores that call for nothing most often; left out for who may not see the register. */
  stores?: ComponentChildren;
};

export function NightView({ devices, stores }: NightViewProps) {
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
  return (
    <section class="page">
      <header class="page-head">
        <h2>{t('night.title')}</h2>
        <p>{t('night.since', { time: dayAndTime(figures.since) })}</p>
      </header>
      <AnswerFigures figures={figures} />
      <div class="page-part">
        <h3>{t('night.byHour')}</h3>
        <HourBars hours={figures.byHour} since={figures.since} />
      </div>
      <div class="page-two">
        <div class="page-part">
          <h3>{t('night.byAnswer')}</h3>
          <AnswerTimes times={figures.answerTimes} />
        </div>
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
        {devices && (
          <div class="page-part">
            <h3>{t('night.devices')}</h3>
            {devices}
          </div>
        )}
      </div>
      {stores && (
        <div class="page-part">
          <h3>{t('night.stores')}</h3>
          {stores}
        </div>
      )}
    </section>
  );
}

function AnswerFigures({ figures }: { figures: Night }) {
  // Beyond a minute nobody reads seconds.
  const seconds = (value: number | null) =>
    value === null
      ? '–'
      : value < 60
        ? t('night.seconds', { n: Math.round(value * 10) / 10 })
        : elapsed(value);
  const scene = figures.medianMinutesToScene;
  return (
    <dl class="figures">
      <Figure
        name={t('night.raised')}
        value={count(figures.raised)}
        note={t('night.raisedNote', {
          open: figures.open,
          closed: figures.closed,
          drills: figures.drills,
        })}
      />
      <Figure
        name={t('night.within')}
        value={figures.withinTenSeconds === null ? '–' : percent(figures.withinTenSeconds)}
        note={t('night.withinNote')}
      >
        {figures.withinTenSeconds !== null && <Goal share={figures.withinTenSeconds} goal={0.9} />}
      </Figure>
      <Figure
        name={t('night.ack')}
        value={seconds(figures.medianSecondsToAcknowledge)}
        note={
          figures.slowestSecondsToAcknowledge === null
            ? t('night.ackNote', { n: figures.answered })
            : t('night.ackNoteSlowest', {
                n: figures.answered,
                slowest: elapsed(figures.slowestSecondsToAcknowledge),
              })
        }
      />
      <Figure
        name={t('night.scene')}
        value={scene === null ? '–' : t('night.minutes', { n: Math.round(scene * 10) / 10 })}
        note={t('night.sceneNote')}
      />
    </dl>
  );
}

/** A line as long as the share reached, with a mark where the goal lies. */
function Goal({ share, goal }: { share: number; goal: number }) {
  return (
    <span class={share >= goal ? 'goal goal-reached' : 'goal'} aria-hidden="true">
      <span style={{ width: `${share * 100}%` }} />
      <i style={{ insetInlineStart: `${goal * 100}%` }} />
    </span>
  );
}

function Figure({
  name,
  value,
  note,
  children,
}: {
  name: string;
  value: string;
  note: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {children}
        <span class="figure-note">{note}</span>
      </dd>
    </div>
  );
}
