// Tonight's board: what wants somebody, what is under way, who is out, what is free, and one walk whole beside it.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { hourMinute, day as sayDay } from '#platform/ui/format.ts';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { Asked } from './Asked.tsx';
import { sayWalkProblem } from './api.ts';
import {
  asking,
  board,
  boardProblem,
  boardShown,
  chooseWalk,
  chosen,
  chosenId,
  fetchBoard,
  onlyDistrict,
  type Pane,
  pane,
  panes,
} from './board-state.ts';
import { CapacityGrid } from './CapacityGrid.tsx';
import { groupOf } from './order.ts';
import { PairRows } from './PairRows.tsx';
import { fetchPoints, type UsePlaces } from './places.ts';
import { WalkDetail } from './WalkDetail.tsx';
import { WalkRows } from './WalkRows.tsx';
import { t } from './words.ts';
import './walks.css';

export type WalksBoardProps = {
  districts: readonly { code: string; name: string }[];
  /** Those who work at the board; others read it. */
  mayAct: boolean;
  /** The city's map, put in by the desk that has it. */
  map: ComponentChildren;
  onIncident: (id: string) => void;
  /** Destinations by name. */
  usePlaces: UsePlaces;
};

/** Positions come with the board and have no event of their own. */
const everyMilliseconds = 15_000;

export function WalksBoard({ districts, mayAct, map, onIncident, usePlaces }: WalksBoardProps) {
  useEffect(() => {
    void fetchBoard();
    void fetchPoints();
    boardShown.value = true;
    const timer = setInterval(() => void fetchBoard(), everyMilliseconds);
    return () => {
      boardShown.value = false;
      clearInterval(timer);
    };
  }, []);
  const districtName = (code: string) => districts.find((one) => one.code === code)?.name ?? '';
  const tonight = board.value;
  const problem = boardProblem.value;
  const walk = chosen.value;
  if (tonight === null) {
    if (problem === null) return <Loading lines={8} />;
    if (problem.status === 0) return <Offline onRetry={() => void fetchBoard()} />;
    if (problem.status >= 500) return <Failed id={problem.id} onRetry={() => void fetchBoard()} />;
    return <Refused why={sayWalkProblem(problem)} />;
  }
  return (
    <section class={`walks${chosenId.value === null ? '' : ' walks-chosen'}`}>
      <div class="walks-main">
        <header class="walks-head">
          <div>
            <h2>{t('title')}</h2>
            <Evening />
          </div>
          {mayAct && (
            <Button
              kind="lamp"
              press="Y"
              onPress={() => {
                asking.value = 'book';
              }}
            >
              {t('act.book')}
            </Button>
          )}
        </header>
        <div class="walks-find">
          <Panes />
          {districts.length > 1 && (
            <select
              class="input"
              aria-label={t('district')}
              value={onlyDistrict.value}
              onChange={(event) => {
                onlyDistrict.value = event.currentTarget.value;
              }}
            >
              <option value="">{t('everywhere')}</option>
              {districts.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <div class={`walks-pane walks-pane-${pane.value}`} tabIndex={0} data-pane={pane.value}>
          {pane.value === 'walks' && <WalkRows districtName={districtName} />}
          {pane.value === 'pairs' && <PairRows districtName={districtName} />}
          {pane.value === 'capacity' && <CapacityGrid districtName={districtName} />}
          {pane.value === 'map' && map}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <aside class="walks-about" tabIndex={0} aria-label={t('about')}>
        {walk === null ? (
          <p class="walks-none">{t('choose')}</p>
        ) : (
          <>
            <button type="button" class="walks-back" onClick={() => chooseWalk(null)}>
              {t('back')}
            </button>
            <WalkDetail
              walk={walk}
              district={districtName(walk.district)}
              mayAct={mayAct}
              onIncident={onIncident}
            />
          </>
        )}
      </aside>
      {mayAct && <Asked districts={districts.map(({ code }) => code)} usePlaces={usePlaces} />}
    </section>
  );
}

function Evening() {
  const tonight = board.value;
  if (tonight === null) return null;
  const { day, opensAt, closesAt } = tonight.evening;
  const open = tonight.walks.filter((walk) => groupOf(walk) !== 'over');
  return (
    <p>
      {sayDay(day)} ·{' '}
      {opensAt === null || closesAt === null
        ? t('evening.none')
        : t('evening', { from: hourMinute(opensAt), to: hourMinute(closesAt) })}{' '}
      · {t('evening.count', { n: open.length, pairs: tonight.pairs.length })}
    </p>
  );
}

function Panes() {
  const name = (one: Pane) => t(`pane.${one}`);
  return (
    <fieldset class="walks-panes" aria-label={t('pane.label')}>
      {panes.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={pane.value === one}
          aria-keyshortcuts={one === 'map' ? 'M' : undefined}
          onClick={() => {
            pane.value = one;
          }}
        >
          {name(one)}
        </button>
      ))}
    </fieldset>
  );
}
