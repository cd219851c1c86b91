// Hours of a month for pay and for volunteers' credit, and the same as a file for a spreadsheet.
import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import { Button } from '#platform/ui/Button.tsx';
import { count, today } from '#platform/ui/format.ts';
import { language } from '#platform/ui/language.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import type { networkContract } from '../../contract.ts';
import { call, take } from './people-state.ts';
import { t } from './words.ts';
import './network.css';

type Hours = z.infer<(typeof networkContract)['GET /api/people/hours']['reply']>;

/** This month and the eleven before it. */
function monthsBack(): string[] {
  const [year, number] = today().split('-').map(Number) as [number, number];
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

export function HoursView() {
  const months = monthsBack();
  const [month, setMonth] = useState(months[0]!);
  const [hours, setHours] = useState<Hours | null>(null);
  useEffect(() => {
    let gone = false;
    void take(call('GET /api/people/hours', { query: { month } }), null).then((value) => {
      if (!gone && value !== null) setHours(value);
    });
    return () => {
      gone = true;
    };
  }, [month]);
  return (
    <section class="people">
      <header class="people-head">
        <div>
          <h2>{t('hours.title')}</h2>
          <p>{t('hours.note')}</p>
        </div>
        <div class="person-acts">
          <select
            class="input"
            aria-label={t('month')}
            value={month}
            onChange={(event) => setMonth(event.currentTarget.value)}
          >
            {months.map((one) => (
              <option key={one} value={one}>
                {new Intl.DateTimeFormat(language.value, {
                  year: 'numeric',
                  month: 'long',
                  timeZone: 'UTC',
                }).format(new Date(`${one}-01T00:00:00Z`))}
              </option>
            ))}
          </select>
          <Button
            disabled={hours === null || hours.items.length === 0}
            onPress={() => hours !== null && save(hours.csv, `hours-${month}.csv`)}
          >
            {t('hours.csv')}
          </Button>
        </div>
      </header>
      {hours === null ? (
        <Loading lines={6} />
      ) : hours.items.length === 0 ? (
        <Empty title={t('hours.none')} />
      ) : (
        <div class="people-table-box">
          <table class="people-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('staffNumber')}</th>
                <th scope="col">{t('kind')}</th>
                <th scope="col" class="people-number">
                  {t('hours.shifts')}
                </th>
                <th scope="col" class="people-number">
                  {t('hours.hours')}
                </th>
                <th scope="col" class="people-number">
                  {t('hours.pay')}
                </th>
              </tr>
            </thead>
            <tbody>
              {hours.items.map((item) => (
                <tr key={item.staffNumber}>
                  <th scope="row">{item.name}</th>
                  <td>{item.staffNumber}</td>
                  <td>{t(`kind.${item.kind}`)}</td>
                  <td class="people-number">{count(item.shifts)}</td>
                  <td class="people-number">{item.hours.toFixed(2)}</td>
                  <td class="people-number">{item.pay === null ? '–' : count(item.pay)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Hands a text to the browser as a file. */
function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
