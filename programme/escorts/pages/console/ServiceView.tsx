// When the city walks: each weekday, public holidays, parts of the year, single evenings without service.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { day as sayDay } from '#platform/ui/format.ts';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import {
  fetchService,
  keepService,
  refused,
  type Service,
  type ServiceWrite,
  saving,
  service,
} from './keep-state.ts';
import { type Week, WeekField, weekOf, writeWeek } from './WeekField.tsx';
import { t } from './words.ts';
import './walks.css';
import './keep.css';

type Season = { from: string; to: string; week: Week };
type Draft = {
  week: Week;
  seasons: Season[];
  holiday: { from: string; to: string } | null;
  closedOn: string[];
  leadMinutes: number;
  daysAhead: number;
  slotMinutes: number;
};

function draftOf(known: Service): Draft {
  const { leadMinutes, daysAhead, slotMinutes } = known;
  return {
    week: weekOf(known.hours),
    seasons: known.seasons.map(({ from, to, hours }) => ({ from, to, week: weekOf(hours) })),
    holiday: known.holidays.hours,
    closedOn: [...known.closedOn].sort(),
    leadMinutes,
    daysAhead,
    slotMinutes,
  };
}

function writeOf(draft: Draft, known: Service): ServiceWrite {
  const { leadMinutes, daysAhead, slotMinutes, closedOn } = draft;
  return {
    hours: writeWeek(draft.week),
    seasons: draft.seasons.map(({ from, to, week }) => ({ from, to, hours: writeWeek(week) })),
    holidays: { calendar: known.holidays.calendar, hours: draft.holiday },
    closedOn,
    leadMinutes,
    daysAhead,
    slotMinutes,
  };
}

export function ServiceView() {
  useEffect(() => {
    void fetchService();
  }, []);
  const known = service.value;
  if (known === null)
    return refused.value === null ? <Loading lines={6} /> : <Refused why={refused.value} />;
  return <ServiceForm key={JSON.stringify(known)} known={known} />;
}

function ServiceForm({ known }: { known: Service }) {
  const [draft, setDraft] = useState(() => draftOf(known));
  const [closing, setClosing] = useState('');
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const locked = !known.mayChange;
  const changeSeason = (at: number, change: Partial<Season>) =>
    set({
      seasons: draft.seasons.map((season, index) =>
        index === at ? { ...season, ...change } : season,
      ),
    });
  const figure = (
    key: 'leadMinutes' | 'daysAhead' | 'slotMinutes',
    least: number,
    most: number,
  ) => (
    <Field name={t(`service.${key}`)}>
      <input
        class="input"
        type="number"
        required
        min={least}
        max={most}
        disabled={locked}
        value={draft[key]}
        onInput={(event) => set({ [key]: Number(event.currentTarget.value) })}
      />
    </Field>
  );
  return (
    <form
      class="keep service"
      onSubmit={(event) => {
        event.preventDefault();
        void keepService(writeOf(draft, known));
      }}
    >
      <header class="walks-head">
        <div>
          <h2>{t('service.title')}</h2>
          <p>{locked ? t('service.locked') : t('service.note')}</p>
        </div>
        {!locked && (
          <Button kind="lamp" type="submit" busy={saving.value}>
            {t('save')}
          </Button>
        )}
      </header>
      <section>
        <h3>{t('service.week')}</h3>
        <WeekField week={draft.week} locked={locked} onWeek={(week) => set({ week })} />
      </section>
      <section>
        <h3>{t('service.holidays')}</h3>
        <label class="book-needs">
          <input
            type="checkbox"
            disabled={locked}
            checked={draft.holiday !== null}
            onChange={(event) =>
              set({ holiday: event.currentTarget.checked ? { from: '22:00', to: '00:00' } : null })
            }
          />
          {t('service.holidays.open')}
        </label>
        {draft.holiday !== null && (
          <Times
            name={t('service.holidays')}
            locked={locked}
            value={draft.holiday}
            onValue={(holiday) => set({ holiday })}
          />
        )}
        {known.holidaysAhead.length > 0 && (
          <p class="service-note">
            {t('service.holidays.ahead', { days: known.holidaysAhead.map(sayDay).join(' · ') })}
          </p>
        )}
      </section>
      <section>
        <h3>{t('service.seasons')}</h3>
        <p class="service-note">{t('service.seasons.note')}</p>
        {draft.seasons.map((season, at) => (
          <fieldset key={at} class="service-season">
            <legend class="only-heard">{t('service.season', { n: at + 1 })}</legend>
            <div class="service-dates">
              {(['from', 'to'] as const).map((end) => (
                <Field key={end} name={t(`service.season.${end}`)}>
                  <input
                    class="input"
                    required
                    pattern="(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
                    title={t('service.season.how')}
                    placeholder="12-01"
                    disabled={locked}
                    value={season[end]}
                    onInput={(event) => changeSeason(at, { [end]: event.currentTarget.value })}
                  />
                </Field>
              ))}
              {!locked && (
                <Button
                  kind="plain"
                  onPress={() => set({ seasons: draft.seasons.filter((_, one) => one !== at) })}
                >
                  {t('service.season.remove')}
                </Button>
              )}
            </div>
            <WeekField
              week={season.week}
              locked={locked}
              onWeek={(week) => changeSeason(at, { week })}
            />
          </fieldset>
        ))}
        {!locked && (
          <Button
            size="small"
            icon="plus"
            onPress={() =>
              set({ seasons: [...draft.seasons, { from: '', to: '', week: draft.week }] })
            }
          >
            {t('service.season.add')}
          </Button>
        )}
      </section>
      <section>
        <h3>{t('service.closedOn')}</h3>
        <ul class="service-days">
          {draft.closedOn.map((day) => (
            <li key={day}>
              {sayDay(day)}
              {!locked && (
                <button
                  type="button"
                  aria-label={t('service.closedOn.remove', { day: sayDay(day) })}
                  onClick={() => set({ closedOn: draft.closedOn.filter((one) => one !== day) })}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
        {!locked && (
          <div class="service-dates">
            <Field name={t('service.closedOn.day')}>
              <input
                class="input"
                type="date"
                value={closing}
                onInput={(event) => setClosing(event.currentTarget.value)}
              />
            </Field>
            <Button
              disabled={closing === '' || draft.closedOn.includes(closing)}
              onPress={() => {
                set({ closedOn: [...draft.closedOn, closing].sort() });
                setClosing('');
              }}
            >
              {t('service.closedOn.add')}
            </Button>
          </div>
        )}
      </section>
      <section>
        <h3>{t('service.booking')}</h3>
        <div class="field-row">
          {figure('leadMinutes', 0, 720)}
          {figure('daysAhead', 0, 60)}
          {figure('slotMinutes', 5, 60)}
        </div>
      </section>
    </form>
  );
}

type TimesProps = {
  name: string;
  locked: boolean;
  value: { from: string; to: string };
  onValue: (value: { from: string; to: string }) => void;
};

function Times({ name, locked, value, onValue }: TimesProps) {
  return (
    <div class="service-times">
      {(['from', 'to'] as const).map((end) => (
        <input
          key={end}
          class="input"
          type="time"
          required
          aria-label={`${name} · ${t(`service.${end}`)}`}
          disabled={locked}
          value={value[end]}
          onInput={(event) => onValue({ ...value, [end]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
