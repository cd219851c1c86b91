// What a team wrote, oldest first: what it is, who wrote it, who reads it, and the step that is next; found by words, in this browser.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { findable, matches } from '#platform/ui/find.ts';
import { dayAndTime } from '#platform/ui/format.ts';
import { sayDesk } from '#programme/reports/pages/console/index.ts';
import type { CaseSummary, Entry } from '../../contract.ts';
import { outcomes } from '../../names.ts';
import { busy, stepEntry, texts } from './case-state.ts';
import { t } from './words.ts';

type EntriesProps = {
  found: CaseSummary;
  entries: readonly Entry[];
  nameDistrict: (code: string) => string;
};

export function Entries({ found, entries, nameDistrict }: EntriesProps) {
  const [query, setQuery] = useState('');
  const fits = (entry: Entry) =>
    query.trim() === '' || matches(findable(texts.value.get(entry.id) ?? '', ''), query.trim()) > 0;
  const shown = entries.filter(fits);
  const nameOf = (id: string) => {
    const desk = found.parties.find((one) => one.id === id);
    return desk === undefined ? '' : sayDesk(desk, nameDistrict);
  };
  if (entries.length === 0) return <p class="case-note">{t('entries.none')}</p>;
  return (
    <>
      <input
        class="input"
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      {shown.length === 0 && <p class="case-note">{t('search.none')}</p>}
      <ol class="case-entries">
        {shown.map((entry) => (
          <li key={entry.id} data-entry={entry.id}>
            <header>
              <h4>
                {t(`kind.${entry.kind}`)}
                {entry.service !== null && ` · ${t(`service.${entry.service}`)}`}
                {entry.place !== null && ` · ${t(`place.${entry.place}`)}`}
              </h4>
              <span>
                {entry.byName} · {dayAndTime(entry.at)}
              </span>
            </header>
            <p class="part-words">{texts.value.get(entry.id) ?? t('unreadable')}</p>
            <footer>
              <span>
                {entry.dueAt !== null && `${t('due')} ${dayAndTime(entry.dueAt)} · `}
                {t('readers', { desks: entry.readers.map(nameOf).filter(Boolean).join(', ') })}
              </span>
              {found.state === 'at-work' && <Steps found={found} entry={entry} />}
            </footer>
          </li>
        ))}
      </ol>
    </>
  );
}

function Steps({ found, entry }: { found: CaseSummary; entry: Entry }) {
  if (entry.kind === 'service' && entry.outcome !== null)
    return (
      <select
        class="input"
        aria-label={t('outcome')}
        value={entry.outcome}
        disabled={busy.value}
        onChange={(event) =>
          void stepEntry(found.id, entry.id, {
            outcome: event.currentTarget.value as (typeof outcomes)[number],
          })
        }
      >
        {outcomes.map((one) => (
          <option key={one} value={one}>
            {t(`outcome.${one}`)}
          </option>
        ))}
      </select>
    );
  if (entry.state === null) return null;
  if (entry.state !== 'open') return <strong>{t(`done.${entry.state}`)}</strong>;
  return (
    <div class="case-steps">
      <Button
        size="small"
        busy={busy.value}
        onPress={() => void stepEntry(found.id, entry.id, { state: 'done' })}
      >
        {t('act.done')}
      </Button>
      <Button
        size="small"
        kind="plain"
        busy={busy.value}
        onPress={() => void stepEntry(found.id, entry.id, { state: 'dropped' })}
      >
        {t('act.drop')}
      </Button>
    </div>
  );
}
