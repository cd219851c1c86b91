// Writing in a case: what it is, its words, when and where it is, and which desks may read it; sealed in this browser.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { wantedServices } from '#programme/reports/names.ts';
import { sayDesk } from '#programme/reports/pages/console/index.ts';
import type { CaseSummary } from '../../contract.ts';
import { type EntryKind, entryKinds, outcomes, places } from '../../names.ts';
import { busy, write } from './case-state.ts';
import { t } from './words.ts';

type WriteProps = { found: CaseSummary; own: string; nameDistrict: (code: string) => string };

/** Well within the largest class of sealed texts. */
const longest = 20_000;

export function WriteEntry({ found, own, nameDistrict }: WriteProps) {
  const [kind, setKind] = useState<EntryKind>('note');
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const [place, setPlace] = useState<(typeof places)[number]>('hospital');
  const [service, setService] = useState<(typeof wantedServices)[number]>('counselling');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('offered');
  const [others, setOthers] = useState<readonly string[]>([]);
  const dated = kind === 'date' || kind === 'evidence';
  async function send(): Promise<void> {
    const kept = await write(
      found,
      own,
      text.trim(),
      [own, ...others.filter((id) => found.parties.some((desk) => desk.id === id))],
      {
        kind,
        owner: null,
        dueAt: (dated || kind === 'task') && due !== '' ? new Date(due).toISOString() : null,
        place: dated ? place : null,
        service: kind === 'service' ? service : null,
        outcome: kind === 'service' ? outcome : null,
      },
    );
    if (kept) {
      setText('');
      setDue('');
    }
  }
  const select = <T extends string>(
    name: string,
    all: readonly T[],
    value: T,
    word: (one: T) => string,
    set: (one: T) => void,
  ) => (
    <Field name={name}>
      <select class="input" value={value} onChange={(event) => set(event.currentTarget.value as T)}>
        {all.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </Field>
  );
  return (
    <form
      class="case-write"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="case-row">
        {select(t('kind'), entryKinds, kind, (one) => t(`kind.${one}`), setKind)}
        {kind === 'service' &&
          select(t('service'), wantedServices, service, (one) => t(`service.${one}`), setService)}
        {kind === 'service' &&
          select(t('outcome'), outcomes, outcome, (one) => t(`outcome.${one}`), setOutcome)}
        {dated && select(t('place'), places, place, (one) => t(`place.${one}`), setPlace)}
        {(dated || kind === 'task') && (
          <Field name={t(kind === 'evidence' ? 'due.window' : 'due')}>
            <input
              class="input"
              type="datetime-local"
              required={dated}
              value={due}
              onInput={(event) => setDue(event.currentTarget.value)}
            />
          </Field>
        )}
      </div>
      <Field name={t('text')}>
        <textarea
          class="input"
          rows={4}
          required
          maxLength={longest}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      {found.parties.length > 1 && (
        <fieldset class="case-readers">
          <legend>{t('readers.also')}</legend>
          {found.parties
            .filter(({ id }) => id !== own)
            .map((desk) => (
              <label key={desk.id}>
                <input
                  type="checkbox"
                  checked={others.includes(desk.id)}
                  onChange={(event) =>
                    setOthers(
                      event.currentTarget.checked
                        ? [...others, desk.id]
                        : others.filter((id) => id !== desk.id),
                    )
                  }
                />
                {sayDesk(desk, nameDistrict)}
              </label>
            ))}
        </fieldset>
      )}
      <div class="case-end">
        <p class="case-note">{t('write.note')}</p>
        <Button
          kind="lamp"
          type="submit"
          icon="lock"
          busy={busy.value}
          disabled={text.trim() === ''}
        >
          {t('act.write')}
        </Button>
      </div>
    </form>
  );
}
