// One walk whole: what wants somebody, what to read out, who and where, what may be done, why this pair, and what happened.
import { Button } from '#platform/ui/Button.tsx';
import { count, hourMinute } from '#platform/ui/format.ts';
import { inLanguage, language } from '#platform/ui/language.ts';
import {
  asking,
  type BoardDetail,
  board,
  busy,
  possible,
  seeAlerts,
  toldWalk,
  unpinWalk,
} from './board-state.ts';
import { ReadOut } from './ReadOut.tsx';
import { WalkPast, WhyPair } from './WalkPast.tsx';
import { isOver } from './WalkRows.tsx';
import { sayOr, t } from './words.ts';

type WalkDetailProps = {
  walk: BoardDetail;
  district: string;
  mayAct: boolean;
  onIncident: (id: string) => void;
};

export function WalkDetail({ walk, district, mayAct, onIncident }: WalkDetailProps) {
  const may = possible(walk);
  const { incidentId } = walk;
  return (
    <article class="walk-whole">
      <header class="walk-head">
        <p class="walk-head-state">
          <strong>{t(`state.${walk.state}`)}</strong>
          {walk.lateMinutes > 0 && !isOver(walk) && (
            <span class="walk-late">{t('late', { n: walk.lateMinutes })}</span>
          )}
        </p>
        <h2>
          <time>{hourMinute(walk.wantedAt)}</time> {inLanguage(walk.point.name)}
        </h2>
        <p>{district}</p>
      </header>
      {incidentId !== null && (
        <div class={walk.helpOpen ? 'walk-notice walk-notice-help' : 'walk-notice'}>
          <p>{t(walk.helpOpen ? 'help.open' : isOver(walk) ? 'help.past' : 'help.ended')}</p>
          <Button
            kind={walk.helpOpen ? 'help' : 'outline'}
            icon="bell"
            onPress={() => onIncident(incidentId)}
          >
            {t('help.go')}
          </Button>
        </div>
      )}
      {walk.alerts.length > 0 && (
        <div class="walk-notice">
          <ul>
            {walk.alerts.map((alert) => (
              <li key={alert.id}>
                <strong>{t(`alert.${alert.kind}`)}</strong> {hourMinute(alert.raisedAt)}
                {alert.seenAt !== null &&
                  ` · ${t('alert.seen', { time: hourMinute(alert.seenAt) })}`}
                <small>{t(`alert.do.${alert.kind}`)}</small>
              </li>
            ))}
          </ul>
          {may.seen && mayAct && (
            <Button size="small" press="A" busy={busy.value} onPress={() => void seeAlerts(walk)}>
              {t('act.seen')}
            </Button>
          )}
        </div>
      )}
      {walk.tellBy !== null && (
        <div class="walk-notice">
          <p>
            <strong>{t('untold')}</strong> {t('untold.by', { time: hourMinute(walk.tellBy) })}
          </p>
          {mayAct && (
            <Button size="small" press="N" busy={busy.value} onPress={() => void toldWalk(walk)}>
              {t('act.told')}
            </Button>
          )}
        </div>
      )}
      {walk.spoken !== null && <ReadOut walk={walk} />}
      <Facts walk={walk} />
      {mayAct && <Acts walk={walk} />}
      <WhyPair why={walk.why} />
      <WalkPast walk={walk} />
    </article>
  );
}

function inWords(code: string): string {
  return new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code;
}

function Facts({ walk }: { walk: BoardDetail }) {
  const pair = board.value?.pairs.find(({ shiftId }) => shiftId === walk.shiftId);
  const rows: [string, string | null][] = [
    [t('fact.name'), walk.firstName],
    [t('fact.phone'), walk.phone],
    [t('fact.language'), walk.language === 'ko' ? null : inWords(walk.language)],
    [t('fact.note'), walk.note],
    [
      t('fact.pair'),
      walk.shiftId &&
        [walk.callSign ?? t('pair.other'), pair?.people.join(', ')].filter(Boolean).join(' · '),
    ],
    [t('fact.predicted'), walk.predictedAt && hourMinute(walk.predictedAt)],
    [t('fact.booked'), `${t(`by.${walk.bookedBy}`)} · ${hourMinute(walk.bookedAt)}`],
    [
      t('fact.ended'),
      walk.ended &&
        [
          hourMinute(walk.ended.at),
          walk.ended.by && sayOr(`by.${walk.ended.by}`, walk.ended.by),
          walk.ended.reason && sayOr(`reason.${walk.ended.reason}`, walk.ended.reason),
        ]
          .filter(Boolean)
          .join(' · '),
    ],
  ];
  return (
    <dl class="walk-facts">
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Acts({ walk }: { walk: BoardDetail }) {
  const may = possible(walk);
  const ask = (what: typeof asking.value) => () => {
    asking.value = what;
  };
  if (isOver(walk)) return null;
  const free = walk.candidates.filter(({ mayPin }) => mayPin).length;
  return (
    <div class="walk-acts">
      {may.pin && (
        <Button
          kind={walk.callSign === null && free > 0 ? 'lamp' : 'outline'}
          press="D"
          onPress={ask('pin')}
        >
          {free > 0 ? t('act.pin.of', { n: count(free) }) : t('act.pin')}
        </Button>
      )}
      {may.change && (
        <Button press="C" onPress={ask('change')}>
          {t('act.change')}
        </Button>
      )}
      {may.release && <Button onPress={ask('release')}>{t('act.release')}</Button>}
      {may.unpin && (
        <Button busy={busy.value} onPress={() => void unpinWalk(walk)}>
          {t('act.unpin')}
        </Button>
      )}
      {may.end && (
        <Button press="X" onPress={ask('end')}>
          {t('act.end')}
        </Button>
      )}
      {may.cancel && (
        <Button kind="plain" press="X" onPress={ask('cancel')}>
          {t('act.cancel')}
        </Button>
      )}
    </div>
  );
}
