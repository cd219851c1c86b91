// Closing a call: the truth about what happened, by one digit, and a word for whoever reads it later.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { Key } from '#platform/ui/Key.tsx';
import type { KeyMap } from '#platform/ui/keys.ts';
import type { Disposition, Incident, IncidentDetail } from '../../contract.ts';
import { isUnchecked, wasAsked, wayToAsk } from './caller.ts';
import { placeName } from './place-words.ts';
import { openCalls } from './queue-state.ts';
import { asking, busy, closeCall } from './steps.ts';
import { t } from './words.ts';

const choices = [
  ['1', 'assisted'],
  ['2', 'handed-to-police'],
  ['3', 'medical'],
  ['4', 'declined'],
  ['5', 'nobody-found'],
  ['6', 'staff-emergency'],
  ['7', 'accidental'],
  ['8', 'test'],
  ['9', 'false'],
  ['0', 'merged'],
] as const satisfies readonly (readonly [string, Disposition])[];

/** What another room offers whoever was helped at a store; taken after the call was closed. */
export type ClosingOffer = { word: string; press: string; onTake: (row: Incident) => void };

/** Endings after which somebody may want company home. */
const helped: readonly Disposition[] = [
  'assisted',
  'handed-to-police',
  'declined',
  'staff-emergency',
];

export function AskClose({
  row,
  whole,
  offer,
  onClose,
}: {
  row: Incident;
  whole: IncidentDetail | null;
  offer?: ClosingOffer | undefined;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState<Disposition | null>(null);
  const [note, setNote] = useState('');
  const [into, setInto] = useState('');
  const others = openCalls.value.filter((other) => other.id !== row.id).slice(0, 100);
  const ready = chosen !== null && (chosen !== 'merged' || into !== '');
  async function send(): Promise<void> {
    if (chosen === null || !ready) return;
    if (await closeCall(chosen, note, chosen === 'merged' ? into : null)) onClose();
  }
  // Nobody is walked home from a test, and from a merged call by the other one.
  const offered =
    offer !== undefined && row.door === 'store' && chosen !== null && helped.includes(chosen);
  async function closeAndOffer(): Promise<void> {
    if (chosen === null || offer === undefined || !offered) return;
    if (!(await closeCall(chosen, note, null))) return;
    onClose();
    offer.onTake(row);
  }
  // Whoever took the phone away is quiet too: closing is possible, but never without having been told.
  const unasked = isUnchecked(row) && !wasAsked(row, whole);
  function askFirst(): void {
    asking.value = wayToAsk(row, whole);
  }
  const keys: Record<string, (event: KeyboardEvent) => void> = { Enter: () => void send() };
  if (offered) keys[offer.press] = () => void closeAndOffer();
  if (unasked) keys.C = askFirst;
  for (const [key, disposition] of choices) keys[key] = () => setChosen(disposition);
  return (
    <Dialog
      title={t('close.title')}
      closeLabel={t('close')}
      onClose={onClose}
      keys={keys satisfies KeyMap}
    >
      <p class="dialog-note">{placeName(row)}</p>
      {unasked && (
        <div class="ask-warning">
          <Icon name="warning" size={20} />
          <p>
            <strong>{t('close.noCallBack')}</strong>
            <small>{t('close.noCallBackNote')}</small>
          </p>
          <Button press="C" onPress={askFirst}>
            {t(wayToAsk(row, whole) === 'call' ? 'close.callFirst' : 'act.askByText')}
          </Button>
        </div>
      )}
      <div class="choices choices-two">
        {choices.map(([key, disposition]) => (
          <button
            key={key}
            type="button"
            class="choice"
            aria-pressed={chosen === disposition}
            aria-keyshortcuts={key}
            disabled={disposition === 'merged' && others.length === 0}
            onClick={() => setChosen(disposition)}
            onKeyDown={(event) => {
              // Enter on what is chosen already means: yes, close.
              if (event.key !== 'Enter' || chosen !== disposition) return;
              event.preventDefault();
              void send();
            }}
          >
            <Key>{key}</Key>
            <span class="choice-word">{t(`disposition.${disposition}`)}</span>
          </button>
        ))}
      </div>
      {chosen === 'merged' && (
        <Field name={t('close.into')}>
          <select
            class="input"
            value={into}
            onChange={(event) => setInto(event.currentTarget.value)}
          >
            <option value="" />
            {others.map((row) => (
              <option key={row.id} value={row.id}>
                {placeName(row)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field name={t('close.note')}>
        <textarea
          class="input"
          rows={2}
          maxLength={2000}
          placeholder={t('close.notePlaceholder')}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey))
              return;
            event.preventDefault();
            void send();
          }}
        />
      </Field>
      <footer class="dialog-foot">
        <p class="dialog-note">{chosen === null ? t('close.choose') : ''}</p>
        {offered && (
          <Button press={offer.press} busy={busy.value} onPress={() => void closeAndOffer()}>
            {offer.word}
          </Button>
        )}
        <Button
          kind="lamp"
          press="Enter"
          disabled={!ready}
          busy={busy.value}
          onPress={() => void send()}
        >
          {t('close.submit')}
        </Button>
      </footer>
    </Dialog>
  );
}
