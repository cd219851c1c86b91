// The figures of some evenings: asked, walked, not had, how late, how it felt, what it cost; by district beside the official table.
import { useEffect, useState } from 'preact/hooks';
import { Field } from '#platform/ui/Field.tsx';
import { count, percent, day as sayDay, today } from '#platform/ui/format.ts';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { type Figures, fetchFigures, refused } from './keep-state.ts';
import { t } from './words.ts';
import './walks.css';
import './keep.css';

type Row = Figures['total'];

/** Shares of a year that lie in some days, so that a table of a year can stand beside them. */
function shareOfYear(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from) + 86_400_000) / (365 * 86_400_000);
}

const minutes = (seconds: number | null) =>
  seconds === null ? '–' : t('figures.minutes', { n: Math.round(seconds / 6) / 10 });
const share = (value: number | null) => (value === null ? '–' : percent(value));

export function FiguresView({
  districts,
}: {
  districts: readonly { code: string; name: string }[];
}) {
  const [from, setFrom] = useState(() => today(-29));
  const [to, setTo] = useState(() => today());
  const [figures, setFigures] = useState<Figures | null>(null);
  useEffect(() => {
    if (from === '' || to === '' || from > to) return;
    let gone = false;
    void fetchFigures(from, to).then((value) => {
      if (!gone && value !== null) setFigures(value);
    });
    return () => {
      gone = true;
    };
  }, [from, to]);
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? code;
  const most = Math.max(1, ...(figures?.byEvening ?? []).map(({ asked }) => asked));
  return (
    <section class="keep">
      <header class="walks-head">
        <div>
          <h2>{t('figures.title')}</h2>
          <p>{t('figures.note')}</p>
        </div>
        <div class="service-dates">
          <Field name={t('figures.from')}>
            <input
              class="input"
              type="date"
              required
              max={to}
              value={from}
              onInput={(event) => setFrom(event.currentTarget.value)}
            />
          </Field>
          <Field name={t('figures.to')}>
            <input
              class="input"
              type="date"
              required
              min={from}
              value={to}
              onInput={(event) => setTo(event.currentTarget.value)}
            />
          </Field>
        </div>
      </header>
      {figures === null ? (
        refused.value === null ? (
          <Loading lines={6} />
        ) : (
          <Refused why={refused.value} />
        )
      ) : (
        <>
          <Tiles total={figures.total} />
          {figures.byEvening.length > 0 && (
            <section class="keep-part">
              <h3>{t('figures.evenings')}</h3>
              <ul class="evening-bars">
                {figures.byEvening.map((evening) => (
                  <li key={evening.day}>
                    <span class="evening-bar" aria-hidden="true">
                      <i style={{ height: `${(evening.asked / most) * 100}%` }} />
                      <b style={{ height: `${(evening.walked / most) * 100}%` }} />
                    </span>
                    <small>{Number(evening.day.slice(8))}</small>
                    <span class="only-heard">
                      {t('figures.evening', {
                        day: sayDay(evening.day),
                        asked: evening.asked,
                        walked: evening.walked,
                      })}
                    </span>
                  </li>
                ))}
              </ul>
              <p class="evening-legend">
                <span class="evening-asked">{t('figures.asked')}</span>
                <span class="evening-walked">{t('figures.walked')}</span>
              </p>
            </section>
          )}
          <section class="keep-part">
            <h3>{t('figures.districts')}</h3>
            <DistrictTable figures={figures} part={shareOfYear(from, to)} nameOf={nameOf} />
          </section>
        </>
      )}
    </section>
  );
}

function Tiles({ total }: { total: Row }) {
  const tiles: [string, string, string][] = [
    [t('figures.asked'), count(total.asked), t('figures.full', { n: total.full })],
    [
      t('figures.walked'),
      count(total.walked),
      t('figures.ended', { n: total.refused + total.left }),
    ],
    [
      t('figures.cancelled'),
      count(total.cancelledByHer + total.cancelledByService),
      t('figures.cancelled.by', {
        her: total.cancelledByHer,
        us: total.cancelledByService,
        late: total.cancelledLate,
      }),
    ],
    [
      t('figures.onTime'),
      share(total.onTime),
      t('figures.wait', { wait: minutes(total.meanWaitSeconds) }),
    ],
    [
      t('figures.felt'),
      total.feltSafe === null ? '–' : t('figures.of5', { n: total.feltSafe.toFixed(1) }),
      total.again === null
        ? t('figures.few')
        : t('figures.again', { share: percent(total.again), n: total.answers }),
    ],
    [
      t('figures.cost'),
      total.costPerWalk === null ? '–' : count(Math.round(total.costPerWalk)),
      t('figures.hours', { n: count(Math.round(total.paidHours)) }),
    ],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong>
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type DistrictTableProps = { figures: Figures; part: number; nameOf: (code: string) => string };

function DistrictTable({ figures, part, nameOf }: DistrictTableProps) {
  const year = figures.byDistrict.find(({ baseline }) => baseline !== null)?.baseline?.year;
  const heads = [
    'district',
    'asked',
    'walked',
    'full',
    'cancelled.her',
    'cancelled.us',
    'late',
    'wait.short',
    'onTime',
    'felt',
    'cost',
  ] as const;
  return (
    <div class="keep-box">
      <table class="walk-table figures-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`figures.head.${head}`)}
              </th>
            ))}
            {year !== undefined && (
              <>
                <th scope="col" class="figures-official">
                  {t('figures.official', { year: String(year) })}
                </th>
                <th scope="col">{t('figures.official.part')}</th>
                <th scope="col">{t('figures.official.scouts')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {figures.byDistrict.map((row) => (
            <tr key={row.district}>
              <th scope="row">{nameOf(row.district)}</th>
              <td>{count(row.asked)}</td>
              <td>{count(row.walked)}</td>
              <td>{count(row.full)}</td>
              <td>{count(row.cancelledByHer)}</td>
              <td>{count(row.cancelledByService)}</td>
              <td>{count(row.cancelledLate)}</td>
              <td>{minutes(row.meanWaitSeconds)}</td>
              <td>{share(row.onTime)}</td>
              <td>{row.feltSafe === null ? '–' : row.feltSafe.toFixed(1)}</td>
              <td>{row.costPerWalk === null ? '–' : count(Math.round(row.costPerWalk))}</td>
              {year !== undefined && (
                <>
                  <td class="figures-official">{row.baseline ? count(row.baseline.walks) : '–'}</td>
                  <td>{row.baseline ? count(Math.round(row.baseline.walks * part)) : '–'}</td>
                  <td>{row.baseline ? count(row.baseline.scouts) : '–'}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {year === undefined && <p class="service-note">{t('figures.official.none')}</p>}
    </div>
  );
}
