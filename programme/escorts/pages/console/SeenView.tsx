// What pairs saw on patrol: where, what and with which photo, and to whom it was handed on.
import { useEffect } from 'preact/hooks';
import { dayAndTime } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { observationKinds } from '../../names.ts';
import type { Place } from '../../rules/travel.ts';
import { onlyDistrict } from './board-state.ts';
import { type Landmark, sayNear } from './near.ts';
import { SeenDetail } from './SeenDetail.tsx';
import {
  fetchSeen,
  lookAtSeen,
  seen,
  seenId,
  seenKind,
  seenOne,
  seenProblem,
  seenRows,
  seenState,
  seenStates,
} from './seen-state.ts';
import { t } from './words.ts';
import './walks.css';
import './keep.css';
import './seen.css';

export type SeenViewProps = {
  /** Who hands things on; others read. */
  mayAct: boolean;
  districts: readonly { code: string; name: string }[];
  /** Stores and others by which a place is said. */
  landmarks: readonly Landmark[];
  /** Shows a place on the city's map. */
  onMap: (place: Landmark) => void;
};

export function SeenView({ mayAct, districts, landmarks, onMap }: SeenViewProps) {
  useEffect(() => {
    void fetchSeen();
  }, []);
  const all = seen.value;
  if (all === null)
    return seenProblem.value === null ? <Loading lines={8} /> : <Refused why={seenProblem.value} />;
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? '';
  const rows = seenRows.value;
  const one = seenOne.value;
  const nearby = (at: Place) => sayNear(at, landmarks);
  return (
    <section class={`seen${one === null ? '' : ' seen-chosen'}`}>
      <div class="seen-main">
        <header class="walks-head">
          <div>
            <h2>{t('seen.title')}</h2>
            <p>{t('seen.count', { n: all.filter(({ handedOnAt }) => !handedOnAt).length })}</p>
          </div>
        </header>
        <div class="keep-find seen-find">
          <fieldset class="walks-panes" aria-label={t('seen.state')}>
            {seenStates.map((state) => (
              <button
                key={state}
                type="button"
                aria-pressed={seenState.value === state}
                onClick={() => {
                  seenState.value = state;
                }}
              >
                {t(`seen.state.${state}`)}
              </button>
            ))}
          </fieldset>
          <select
            class="input"
            aria-label={t('seen.kind')}
            value={seenKind.value}
            onChange={(event) => {
              seenKind.value = event.currentTarget.value;
            }}
          >
            <option value="">{t('seen.kind.all')}</option>
            {observationKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`seen.${kind}`)}
              </option>
            ))}
          </select>
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
        {rows.length === 0 ? (
          <Empty title={t('seen.none')} />
        ) : (
          <ul class="seen-rows">
            {rows.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  class="seen-row"
                  aria-current={seenId.value === row.id ? 'true' : undefined}
                  onClick={() => void lookAtSeen(row)}
                >
                  <span>
                    <strong>{t(`seen.${row.kind}`)}</strong>
                    <span>{nearby(row) || nameOf(row.district)}</span>
                  </span>
                  <span class="seen-tags">
                    {row.hasPhoto && <Icon name="camera" size={16} />}
                    {row.handedTo !== null && (
                      <span class="walk-tag">{t(`seen.to.${row.handedTo}`)}</span>
                    )}
                    <time>{dayAndTime(row.seenAt)}</time>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <aside class="seen-about" tabIndex={0} aria-label={t('seen.about')}>
        {one === null ? (
          <p class="walks-none">{t('seen.choose')}</p>
        ) : (
          <>
            <button type="button" class="walks-back" onClick={() => void lookAtSeen(null)}>
              {t('back')}
            </button>
            <SeenDetail
              key={one.id}
              one={one}
              mayAct={mayAct}
              where={[nameOf(one.district), nearby(one)].filter(Boolean).join(' · ')}
              onMap={() => onMap({ ...one, name: t(`seen.${one.kind}`) })}
            />
          </>
        )}
      </aside>
    </section>
  );
}
