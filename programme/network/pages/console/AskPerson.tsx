// Taking somebody in, or changing what is written: contract and pay, vetting, training, identity card, days, languages, photo.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { language } from '#platform/ui/language.ts';
import type { Person } from '../../contract.ts';
import { Many } from './Many.tsx';
import { addPerson, busy, changePerson, keepPhoto, type NewPerson } from './people-state.ts';
import { t } from './words.ts';

type AskPersonProps = {
  person: Person | null;
  languages: readonly string[];
  districts: readonly { code: string; name: string }[];
  onClose: () => void;
};

const dates = [
  'contractFrom',
  'contractUntil',
  'vettedUntil',
  'trainedUntil',
  'idIssuedOn',
] as const;
/** Monday first, as a week of work is read. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

type Draft = { [K in keyof NewPerson]-?: Exclude<NewPerson[K], undefined> };

function draftOf(person: Person | null, district: string): Draft {
  return {
    kind: person?.kind ?? 'scout',
    name: person?.name ?? '',
    staffNumber: person?.staffNumber ?? '',
    district: person?.district ?? district,
    languages: [...(person?.languages ?? ['ko'])],
    contractFrom: person?.contractFrom ?? null,
    contractUntil: person?.contractUntil ?? null,
    payPerHour: person?.payPerHour ?? null,
    vettedUntil: person?.vettedUntil ?? null,
    trainedUntil: person?.trainedUntil ?? null,
    idIssuedOn: person?.idIssuedOn ?? null,
    availableDays: [...(person?.availableDays ?? [1, 2, 3, 4, 5])],
    active: person?.active ?? true,
  };
}

export function AskPerson({ person, languages, districts, onClose }: AskPersonProps) {
  const [draft, setDraft] = useState(() => draftOf(person, districts[0]?.code ?? ''));
  const set = <K extends keyof Draft>(key: K, value: Draft[K]) =>
    setDraft((before) => ({ ...before, [key]: value }));
  async function send(): Promise<void> {
    const done = person === null ? addPerson(draft) : changePerson(person, draft);
    if ((await done) !== null) onClose();
  }
  return (
    <Dialog
      title={person === null ? t('people.add') : t('edit.title', { name: person.name })}
      closeLabel={t('close')}
      onClose={onClose}
      wide
    >
      <form
        class="people-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="field-row">
          <Field name={t('name')}>
            <input
              class="input"
              data-first
              required
              maxLength={60}
              value={draft.name}
              onInput={(event) => set('name', event.currentTarget.value)}
            />
          </Field>
          <Field name={t('staffNumber')}>
            <input
              class="input"
              required
              pattern="[A-Za-z0-9\-]{2,20}"
              title={t('staffNumber.how')}
              value={draft.staffNumber}
              onInput={(event) => set('staffNumber', event.currentTarget.value)}
            />
          </Field>
        </div>
        <div class="field-row">
          <Field name={t('kind')}>
            <select
              class="input"
              value={draft.kind}
              onChange={(event) => set('kind', event.currentTarget.value as Draft['kind'])}
            >
              {(['scout', 'volunteer'] as const).map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kind.${kind}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field name={t('district')}>
            <select
              class="input"
              value={draft.district}
              onChange={(event) => set('district', event.currentTarget.value)}
            >
              {districts.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field name={t('payPerHour')}>
            <input
              class="input"
              type="number"
              min={0}
              max={1_000_000}
              placeholder={t('payPerHour.none')}
              value={draft.payPerHour ?? ''}
              onInput={(event) =>
                set(
                  'payPerHour',
                  event.currentTarget.value === '' ? null : Number(event.currentTarget.value),
                )
              }
            />
          </Field>
        </div>
        <div class="field-row">
          {dates.map((key) => (
            <Field key={key} name={t(key)}>
              <input
                class="input"
                type="date"
                value={draft[key] ?? ''}
                onInput={(event) => set(key, event.currentTarget.value || null)}
              />
            </Field>
          ))}
        </div>
        <Many
          name={t('availableDays')}
          all={weekdays.map((one) => ({ value: one as number, word: t(`weekday.${one}`) }))}
          chosen={draft.availableDays}
          onChosen={(days) => set('availableDays', days)}
        />
        <Many
          name={t('languages')}
          all={[...new Set([...languages, ...draft.languages])].map((code) => ({
            value: code,
            word: new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code,
          }))}
          chosen={draft.languages}
          onChosen={(codes) => codes.length > 0 && set('languages', codes)}
        />
        {person !== null && <Photo person={person} />}
        {person !== null && (
          <label class="people-check">
            <input
              type="checkbox"
              checked={draft.active}
              onChange={(event) => set('active', event.currentTarget.checked)}
            />
            {t('active')}
          </label>
        )}
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={busy.value}>
            {t('save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** What she sees before they meet. It is kept at once, apart from the rest of the form. */
function Photo({ person }: { person: Person }) {
  async function read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    await keepPhoto(person, btoa(text));
  }
  return (
    <Field name={person.hasPhoto ? t('photo.renew') : t('photo.add')}>
      <input
        class="input"
        type="file"
        accept="image/jpeg,image/png"
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
    </Field>
  );
}
