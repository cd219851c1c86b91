// The meeting points: where pairs come, how far they come from, how many walks may begin there at once, and which are closed.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { findable, matches } from '#platform/ui/find.ts';
import { distance } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { AskPoint } from './AskPoint.tsx';
import { onlyDistrict } from './board-state.ts';
import { fetchKeptPoints, type KeptPoint, keptPoints, refused } from './keep-state.ts';
import type { UsePlaces } from './places.ts';
import { t } from './words.ts';
import './walks.css';
import './keep.css';

export type PointsViewProps = {
  keeps: boolean;
  districts: readonly { code: string; name: string }[];
  usePlaces: UsePlaces;
};

export function PointsView({ keeps, districts, usePlaces }: PointsViewProps) {
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState<{ point: KeptPoint | null } | null>(null);
  useEffect(() => {
    void fetchKeptPoints();
  }, []);
  const all = keptPoints.value;
  if (all === null)
    return refused.value === null ? <Loading lines={8} /> : <Refused why={refused.value} />;
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? '';
  const mine = all.filter(({ district }) => nameOf(district) !== '');
  const rows = mine.filter(
    (point) =>
      (onlyDistrict.value === '' || point.district === onlyDistrict.value) &&
      (asked.trim() === '' ||
        matches(findable(point.name.ko ?? '', point.name.en ?? null, point.station), asked) > 0),
  );
  return (
    <section class="keep">
      <header class="walks-head">
        <div>
          <h2>{t('points.title')}</h2>
          <p>
            {t('points.count', {
              n: mine.filter(({ active }) => active).length,
              closed: mine.filter(({ active }) => !active).length,
            })}
          </p>
        </div>
        {keeps && (
          <Button icon="plus" onPress={() => setOpen({ point: null })}>
            {t('points.add')}
          </Button>
        )}
      </header>
      <form class="keep-find" onSubmit={(event) => event.preventDefault()}>
        <input
          class="input"
          type="search"
          aria-label={t('points.search')}
          placeholder={t('points.search')}
          value={asked}
          onInput={(event) => setAsked(event.currentTarget.value)}
        />
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
      </form>
      {rows.length === 0 ? (
        <Empty title={t('points.none')} />
      ) : (
        <div class="keep-box">
          <table class="walk-table">
            <thead>
              <tr>
                <th scope="col">{t('point')}</th>
                <th scope="col">{t('points.hint')}</th>
                <th scope="col">{t('points.reach')}</th>
                <th scope="col">{t('points.perSlot')}</th>
                <th scope="col">{t('points.state')}</th>
                {keeps && <td />}
              </tr>
            </thead>
            <tbody>
              {rows.map((point) => (
                <tr key={point.id} class={point.active ? '' : 'keep-closed'}>
                  <th scope="row">
                    {inLanguage(point.name)}
                    <small>{nameOf(point.district)}</small>
                  </th>
                  <td>{inLanguage(point.hint)}</td>
                  <td>{distance(point.reachMetres)}</td>
                  <td>{point.perSlot}</td>
                  <td>{point.active ? t('points.open') : t('points.closed')}</td>
                  {keeps && (
                    <td>
                      <Button size="small" kind="plain" onPress={() => setOpen({ point })}>
                        {t('edit')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open !== null && (
        <AskPoint
          point={open.point}
          districts={districts}
          usePlaces={usePlaces}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
