// The roster of a month: what is planned, a proposal that keeps every rule, edited by hand and published whole.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { count, hourMinute, day as sayDay, today } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { AskDraft } from './AskDraft.tsx';
import { busy, fetchPeople } from './people-state.ts';
import {
  type Draft,
  dayOf,
  district,
  drafts,
  dropDraft,
  type Evening,
  evenings,
  fetchPlanned,
  load,
  missing,
  month,
  nameOf,
  newDraft,
  type Place,
  pairs,
  planned,
  propose,
  publishDrafts,
  removeShift,
  type Shift,
} from './roster-state.ts';
import { t } from './words.ts';
import './network.css';

export type RosterViewProps = {
  keeps: boolean;
  districts: readonly { code: string; name: string }[];
  /** Where pairs may begin. */
  places: readonly Place[];
  /** The evenings with service between two days, both included; `null` when they cannot be had. */
  eveningsOf: (from: string, to: string) => Promise<readonly Evening[] | null>;
};

/** This month and the three that follow, as YYYY-MM. */
function monthsAhead(): string[] {
  const [year, number] = today().split('-').map(Number) as [number, number];
  return [0, 1, 2, 3].map((ahead) =>
    new Date(Date.UTC(year, number - 1 + ahead, 1)).toISOString().slice(0, 7),
  );
}

function lastDayOf(of: string): string {
  const [year, number] = of.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function sayMonth(of: string): string {
  return new Intl.DateTimeFormat(language.value, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${of}-01T00:00:00Z`));
}

export function RosterView({ keeps, districts, places, eveningsOf }: RosterViewProps) {
  const [ask, setAsk] = useState<{ draft: Omit<Draft, 'key' | 'people'>; known?: Draft } | null>(
    null,
  );
  const months = monthsAhead();
  useEffect(() => {
    if (month.value === '') month.value = months[0]!;
    if (!districts.some(({ code }) => code === district.value))
      district.value = districts[0]?.code ?? '';
    void fetchPeople();
  }, [districts]);
  const chosen = month.value;
  const where = district.value;
  useEffect(() => {
    if (chosen === '' || where === '') return;
    drafts.value = [];
    missing.value = new Map();
    void eveningsOf(`${chosen}-01`, lastDayOf(chosen)).then((found) => {
      if (month.value !== chosen) return;
      evenings.value = found ?? [];
      void fetchPlanned();
    });
  }, [chosen, where]);
  const nights = evenings.value;
  const here = places.filter((place) => place.district === where);
  const even = load.value;
  return (
    <section class="roster">
      <header class="people-head">
        <div>
          <h2>{t('roster.title')}</h2>
          <p>
            {even === null
              ? t('roster.rules')
              : t('roster.load', {
                  people: even.people,
                  from: even.fewest,
                  to: even.most,
                })}
          </p>
        </div>
        {keeps && drafts.value.length > 0 && (
          <div class="person-acts">
            <Button
              kind="plain"
              onPress={() => {
                drafts.value = [];
                missing.value = new Map();
              }}
            >
              {t('roster.discard')}
            </Button>
            <Button
              kind="lamp"
              busy={busy.value}
              disabled={here.length === 0}
              onPress={() => void publishDrafts(places)}
            >
              {t('roster.publish', { n: count(drafts.value.length) })}
            </Button>
          </div>
        )}
      </header>
      <form
        class="people-find"
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        <select
          class="input"
          aria-label={t('month')}
          value={chosen}
          onChange={(event) => {
            month.value = event.currentTarget.value;
          }}
        >
          {months.map((one) => (
            <option key={one} value={one}>
              {sayMonth(one)}
            </option>
          ))}
        </select>
        <select
          class="input"
          aria-label={t('district')}
          value={where}
          onChange={(event) => {
            district.value = event.currentTarget.value;
          }}
        >
          {districts.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        {keeps && (
          <>
            <label class="roster-pairs">
              {t('roster.pairs')}
              <input
                class="input"
                type="number"
                min={1}
                max={60}
                required
                value={pairs.value}
                onInput={(event) => {
                  pairs.value = Number(event.currentTarget.value);
                }}
              />
            </label>
            <Button
              type="submit"
              kind={drafts.value.length === 0 ? 'lamp' : 'outline'}
              busy={busy.value}
            >
              {t('roster.propose')}
            </Button>
          </>
        )}
      </form>
      {nights === null ? (
        <Loading lines={8} />
      ) : nights.length === 0 ? (
        <Empty title={t('roster.none')} />
      ) : (
        <ol class="roster-evenings">
          {nights.map((evening) => (
            <EveningRow
              key={evening.day}
              evening={evening}
              keeps={keeps}
              onAsk={(draft, known) => setAsk(known === undefined ? { draft } : { draft, known })}
            />
          ))}
        </ol>
      )}
      {ask !== null && (
        <AskDraft draft={ask.draft} known={ask.known} onClose={() => setAsk(null)} />
      )}
    </section>
  );
}

type EveningRowProps = {
  evening: Evening;
  keeps: boolean;
  onAsk: (draft: Omit<Draft, 'key' | 'people'>, known?: Draft) => void;
};

function EveningRow({ evening, keeps, onAsk }: EveningRowProps) {
  const shifts = planned.value.filter(({ beginsAt }) => dayOf(beginsAt) === evening.day);
  const drafted = drafts.value.filter(({ day }) => day === evening.day);
  const short = missing.value.get(evening.day) ?? 0;
  const fresh = newDraft(evening);
  const open = Date.parse(fresh.beginsAt) > Date.now();
  return (
    <li class="roster-evening">
      <div class="roster-day">
        <h3>{sayWeekday(evening.day)}</h3>
        <p>
          {hourMinute(fresh.beginsAt)}–{hourMinute(fresh.endsAt)}
        </p>
      </div>
      <ul class="roster-pairs-of">
        {shifts.map((shift) => (
          <PlannedPair key={shift.id} shift={shift} keeps={keeps && open} />
        ))}
        {drafted.map((draft) => (
          <li key={draft.key} class="roster-pair roster-draft">
            <button
              type="button"
              class="roster-names"
              aria-label={t('roster.edit', { names: draft.people.map(nameOf).join(', ') })}
              onClick={() => onAsk(draft, draft)}
            >
              {draft.people.map(nameOf).join(', ')}
            </button>
            <button
              type="button"
              class="roster-remove"
              aria-label={t('roster.drop', { names: draft.people.map(nameOf).join(', ') })}
              onClick={() => dropDraft(draft.key)}
            >
              <Icon name="x" size={14} />
            </button>
          </li>
        ))}
        {short > 0 && <li class="roster-short">{t('roster.short', { n: short })}</li>}
        {keeps && open && (
          <li>
            <button
              type="button"
              class="roster-add"
              aria-label={t('roster.add', { day: sayDay(evening.day) })}
              onClick={() => onAsk(fresh)}
            >
              <Icon name="plus" size={15} />
            </button>
          </li>
        )}
      </ul>
    </li>
  );
}

function PlannedPair({ shift, keeps }: { shift: Shift; keeps: boolean }) {
  const [sure, setSure] = useState(false);
  const names = shift.people.map(({ name }) => name).join(', ');
  return (
    <li class="roster-pair">
      <span class="roster-names">
        <small>{shift.callSign}</small> {names}
      </span>
      {keeps && shift.startedAt === null && (
        <button
          type="button"
          class="roster-remove"
          aria-label={sure ? t('roster.remove.sure', { names }) : t('roster.remove', { names })}
          onBlur={() => setSure(false)}
          onClick={() => {
            if (sure) void removeShift(shift);
            else setSure(true);
          }}
        >
          {sure ? t('roster.sure') : <Icon name="x" size={14} />}
        </button>
      )}
    </li>
  );
}

function sayWeekday(day: string): string {
  return new Intl.DateTimeFormat(language.value, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
