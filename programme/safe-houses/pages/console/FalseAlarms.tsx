// Stores whose button called for nothing most often in the past year: a visit to make, not a blame.
import { useEffect, useState } from 'preact/hooks';
import { count, percent } from '#platform/ui/format.ts';
import { call } from './register/register-state.ts';
import { t } from './words.ts';
import './summary.css';

type Row = {
  id: string;
  name: string;
  district: string;
  year: { calls: number; falseAlarms: number };
};
const shown = 8;

/** The worst first; one mistake in a year is nobody's pattern. */
export function worstFirst<Kind extends Row>(rows: readonly Kind[]): Kind[] {
  return rows
    .filter(({ year }) => year.falseAlarms > 1)
    .sort(
      (a, b) =>
        b.year.falseAlarms / b.year.calls - a.year.falseAlarms / a.year.calls ||
        b.year.falseAlarms - a.year.falseAlarms,
    )
    .slice(0, shown);
}

export function FalseAlarms({ districtName }: { districtName: (code: string) => string }) {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  useEffect(() => {
    void call('GET /api/stores', {}).then((answer) => {
      if (answer.ok) setRows(answer.value.items);
    });
  }, []);
  if (rows === null) return null;
  const worst = worstFirst(rows);
  const all = rows.reduce((sum, { year }) => sum + year.calls, 0);
  const wrong = rows.reduce((sum, { year }) => sum + year.falseAlarms, 0);
  return (
    <>
      <p class="false-alarms-none">
        {all === 0
          ? t('false.noCalls')
          : t('false.all', { calls: all, false: wrong, share: percent(wrong / all) })}
      </p>
      {worst.length > 0 && (
        <table class="false-alarms">
          <thead>
            <tr>
              <th scope="col">{t('false.store')}</th>
              <th scope="col">{t('false.calls')}</th>
              <th scope="col">{t('false.false')}</th>
              <th scope="col">{t('false.share')}</th>
            </tr>
          </thead>
          <tbody>
            {worst.map(({ id, name, district, year }) => (
              <tr key={id}>
                <td>
                  {name}
                  <small>{districtName(district)}</small>
                </td>
                <td>{count(year.calls)}</td>
                <td>{count(year.falseAlarms)}</td>
                <td>
                  <strong>{percent(year.falseAlarms / year.calls)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
