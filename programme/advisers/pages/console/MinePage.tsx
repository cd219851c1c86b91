// An adviser's own page: how much at a time, in which languages, and when not.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { language } from '#platform/ui/language.ts';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import type { Adviser } from '../../contract.ts';
import { offeredLanguages } from '../../names.ts';
import { busy, fetchMine, mine, problem, saveMine, say } from './mine-state.ts';
import { t } from './words.ts';
import './advisers.css';

export type MinePageProps = {
  /** Languages of the city; what is often asked for and the own ones are shown besides. */
  languages: readonly string[];
  /** The name of a district by its code. */
  nameDistrict: (code: string) => string;
};

export function MinePage({ languages, nameDistrict }: MinePageProps) {
  useEffect(() => {
    void fetchMine();
  }, []);
  const own = mine.value;
  if (own === null) {
    const refused = problem.value;
    if (refused === null) return <Loading lines={6} />;
    if (refused.status === 0) return <Offline onRetry={() => void fetchMine()} />;
    if (refused.status >= 500) return <Failed id={refused.id} onRetry={() => void fetchMine()} />;
    return <Refused why={say(refused)} />;
  }
  const fields = own.fields.map((field) => t(`field.${field}`)).join(', ');
  return (
    <section class="adviser">
      <header>
        <h2>{t('title')}</h2>
        <p>{own.active ? t('lead') : t('gone')}</p>
      </header>
      <dl class="adviser-facts">
        <dt>{t('fields')}</dt>
        <dd>
          {t(`specialty.${own.specialty}`)} · {fields}
        </dd>
        <dt>{t('districts')}</dt>
        <dd>{own.districts.map(nameDistrict).join(', ')}</dd>
      </dl>
      <p class="adviser-note">{t('kept')}</p>
      {/* Drawn anew when the line was: what is in the fields is what the city has. */}
      <OwnTimeForm key={own.updatedAt} own={own} languages={languages} />
    </section>
  );
}

function OwnTimeForm({ own, languages }: { own: Adviser; languages: readonly string[] }) {
  const [capacity, setCapacity] = useState(own.capacity);
  const [spoken, setSpoken] = useState<readonly string[]>(own.languages);
  const [from, setFrom] = useState(dayOf(own.awayFrom));
  const [until, setUntil] = useState(dayOf(own.awayUntil));
  const names = new Intl.DisplayNames([language.value], { type: 'language' });
  return (
    <form
      class="adviser-form"
      onSubmit={(event) => {
        event.preventDefault();
        void saveMine(own, {
          capacity,
          languages: [...spoken],
          awayFrom: momentOf(from),
          awayUntil: from === '' ? null : momentOf(until),
        });
      }}
    >
      <Field name={`${t('capacity')} · ${t('capacity.none')}`}>
        <input
          class="input adviser-number"
          type="number"
          required
          min={0}
          max={20}
          value={capacity}
          onInput={(event) => setCapacity(Number(event.currentTarget.value))}
        />
      </Field>
      <fieldset class="adviser-many">
        <legend class="field-name">{t('languages')}</legend>
        {[...new Set([...languages, ...offeredLanguages, ...own.languages])].map((code) => (
          <label key={code} class="adviser-check">
            <input
              type="checkbox"
              checked={spoken.includes(code)}
              // Somebody without any language could be asked nothing: the last one stays.
              disabled={spoken.length === 1 && spoken.includes(code)}
              onChange={(event) =>
                setSpoken(
                  event.currentTarget.checked
                    ? [...spoken, code]
                    : spoken.filter((one) => one !== code),
                )
              }
            />
            {names.of(code) ?? code}
          </label>
        ))}
      </fieldset>
      <fieldset class="adviser-away">
        <legend class="field-name">{t('away')}</legend>
        <div class="field-row">
          <Field name={t('awayFrom')}>
            <input
              class="input"
              type="date"
              value={from}
              onInput={(event) => setFrom(event.currentTarget.value)}
            />
          </Field>
          <Field name={`${t('awayUntil')} · ${t('away.open')}`}>
            <input
              class="input"
              type="date"
              min={from}
              disabled={from === ''}
              value={from === '' ? '' : until}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
          </Field>
        </div>
      </fieldset>
      <footer>
        <Button kind="lamp" type="submit" busy={busy.value}>
          {t('save')}
        </Button>
      </footer>
    </form>
  );
}

/** A day as a date field has it, where the adviser is. */
function dayOf(moment: string | null): string {
  return moment === null ? '' : new Intl.DateTimeFormat('en-CA').format(new Date(moment));
}

/** The beginning of a day, where the adviser is. */
function momentOf(day: string): string | null {
  return day === '' ? null : new Date(`${day}T00:00:00`).toISOString();
}
