// What is free at every meeting point in every slot, so that "full" is seen before anybody asks.
import { useEffect } from 'preact/hooks';
import { now } from '#platform/ui/clock.ts';
import { hourMinute, day as sayDay } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { capacity, fetchCapacity, onlyDistrict } from './board-state.ts';
import { t } from './words.ts';

export function CapacityGrid({ districtName }: { districtName: (code: string) => string }) {
  useEffect(() => {
    void fetchCapacity();
  }, []);
  const free = capacity.value;
  if (free === null) return <Loading lines={6} />;
  const points = free.points.filter(
    ({ district }) => onlyDistrict.value === '' || district === onlyDistrict.value,
  );
  // What has begun is no use to whoever asks now.
  const shown = free.slots
    .map((at, slot) => [at, slot] as const)
    .filter(([at]) => Date.parse(at) > now.value);
  return (
    <>
      <div class="walk-days">
        <select
          class="input"
          aria-label={t('capacity.day')}
          value={free.day}
          onChange={(event) => void fetchCapacity(event.currentTarget.value)}
        >
          {free.days.map((day) => (
            <option key={day} value={day}>
              {sayDay(day)}
            </option>
          ))}
        </select>
        <p>{t('capacity.how')}</p>
      </div>
      {points.length === 0 ? (
        <Empty title={free.closed === null ? t('capacity.none') : t(`closed.${free.closed}`)} />
      ) : (
        <table class="walk-table walk-grid">
          <thead>
            <tr>
              <th scope="col">{t('point')}</th>
              {shown.map(([at]) => (
                <th key={at} scope="col">
                  {hourMinute(at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.id}>
                <th scope="row">
                  {inLanguage(point.name)}
                  <small>{districtName(point.district)}</small>
                </th>
                {shown.map(([at, slot]) => (
                  <td key={at} class={point.free[slot] === 0 ? 'walk-full' : 'walk-free'}>
                    {point.free[slot]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
