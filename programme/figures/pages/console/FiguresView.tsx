// Figures without people: one table at a time, and above it, always, what surveys say of what is not reported.
import { useEffect } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { count } from '#platform/ui/format.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import type { Months } from '../../contract.ts';
import { tableNames } from '../../names.ts';
import type { Shown } from '../../shapes.ts';
import {
  chooseSpan,
  chooseTable,
  fetchFigures,
  half,
  months,
  problem,
  say,
  span,
  table,
} from './figures-state.ts';
import { csvOf, inWords, type Sheet, sayShown, sheetOfHalf, sheetOfMonths } from './sheet.ts';
import { t } from './words.ts';
import './figures.css';

export type FiguresViewProps = {
  /** The name of a district by its code. */
  nameDistrict: (code: string) => string;
};

export function FiguresView({ nameDistrict }: FiguresViewProps) {
  useEffect(() => {
    void fetchFigures();
  }, []);
  const all = months.value;
  const refused = problem.value;
  if (refused !== null && (all === null || refused.code === 'no-survey')) {
    const again = () => void fetchFigures();
    if (refused.status === 0) return <Offline onRetry={again} />;
    if (refused.status >= 500) return <Failed id={refused.id} onRetry={again} />;
    return <Refused why={say(refused)} />;
  }
  if (all === null) return <Loading lines={8} />;
  return (
    <section class="counts">
      <header class="counts-head">
        <h2>{t('title')}</h2>
        <p>{t('lead')}</p>
      </header>
      <BesideThem all={all} />
      {all.months.length === 0 ? (
        <Empty title={t('empty')} note={t('empty.note')} />
      ) : (
        <Chosen all={all} nameDistrict={nameDistrict} />
      )}
    </section>
  );
}

function BesideThem({ all }: { all: Months }) {
  const { reportedPercent, surveys } = all.beside;
  const totals = all.tables.find(({ of }) => of === 'reports')!.totals.slice(-12);
  const reports = totals.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
  return (
    <section class="counts-beside" aria-label={t('beside.title')}>
      <div>
        <h3>{t('beside.title')}</h3>
        <strong>{t('beside.range', reportedPercent)}</strong>
        <p>{t('beside.says')}</p>
      </div>
      <div>
        {reports > 0 && (
          <p class="counts-means">
            {t('beside.means', {
              months: totals.length,
              n: count(reports),
              from: count(roughly((reports * 100) / reportedPercent.to)),
              to: count(roughly((reports * 100) / reportedPercent.from)),
            })}
          </p>
        )}
        <ul>
          {surveys.map(({ name, by, year, question, reportedPercent: range }) => (
            <li key={inWords(name)}>
              {t('beside.survey', {
                name: inWords(name),
                by: inWords(by),
                year: String(year),
                question: inWords(question),
                ...range,
              })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** To two figures: a range of surveys is no count. */
function roughly(n: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, n))) - 1);
  return Math.round(n / step) * step;
}

function Chosen({ all, nameDistrict }: FiguresViewProps & { all: Months }) {
  const of = table.value;
  const sheet =
    span.value === 'months'
      ? sheetOfMonths(all, of, nameDistrict)
      : half.value && sheetOfHalf(half.value, nameDistrict);
  return (
    <>
      <div class="counts-choose">
        <fieldset class="counts-tables" aria-label={t('tables')}>
          {tableNames.map((name) => (
            <button
              key={name}
              type="button"
              class="counts-table-name"
              aria-pressed={name === of}
              onClick={() => chooseTable(name)}
            >
              {t(`table.${name}`)}
            </button>
          ))}
        </fieldset>
        <div class="counts-tools">
          <select
            class="input"
            aria-label={t('span')}
            value={span.value}
            disabled={of === 'reports'}
            onChange={(event) => chooseSpan(event.currentTarget.value)}
          >
            <option value="months">{t('span.months')}</option>
            {all.halves.map((one) => (
              <option key={one} value={one}>
                {t(one.slice(5, 7) === '01' ? 'span.half.1' : 'span.half.2', {
                  year: one.slice(0, 4),
                })}
              </option>
            ))}
          </select>
          <Button
            disabled={sheet === null || sheet.rows.length === 0}
            onPress={() =>
              sheet !== null && save(csvOf(sheet, all.beside), `${of}-${span.value}.csv`)
            }
          >
            {t('csv')}
          </Button>
        </div>
      </div>
      {sheet === null ? (
        <Loading lines={8} />
      ) : sheet.rows.length === 0 ? (
        <p class="counts-note">{t('half.none')}</p>
      ) : (
        <SheetTable sheet={sheet} />
      )}
      <ul class="counts-legend">
        <li>
          <span aria-hidden="true">•</span> {t('legend.hidden', { most: all.smallBelow - 1 })}
        </li>
        <li>
          <span aria-hidden="true">–</span> {t('legend.none')}
        </li>
        <li>
          <span aria-hidden="true">0</span> {t('legend.zero')}
        </li>
      </ul>
    </>
  );
}

function SheetTable({ sheet: { title, rowsAre, columns, rows, totals } }: { sheet: Sheet }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="counts-box" aria-label={title} tabIndex={0}>
      <table class="counts-table">
        <thead>
          <tr>
            <th scope="col">{rowsAre}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <Cell key={columns[column]} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              <th scope="row">{t('total')}</th>
              {totals.map((cell, column) => (
                <Cell key={columns[column]} cell={cell} />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Cell({ cell }: { cell: Shown }) {
  if (typeof cell === 'number') return <td>{sayShown(cell)}</td>;
  return (
    <td class="counts-unshown" title={t(cell)}>
      <span aria-hidden="true">{sayShown(cell)}</span>
      <span class="only-heard">{t(cell)}</span>
    </td>
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
