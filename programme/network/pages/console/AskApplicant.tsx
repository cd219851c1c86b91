// Writing an application down: few fields, nothing that the decision does not need.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { language } from '#platform/ui/language.ts';
import { applicantSources, personKinds } from '../../names.ts';
import { addApplicant } from './applicants-state.ts';
import { Many } from './Many.tsx';
import { busy } from './people-state.ts';
import { t } from './words.ts';

type AskProps = {
  languages: readonly string[];
  districts: readonly { code: string; name: string }[];
  onClose: () => void;
};

export function AskApplicant({ languages, districts, onClose }: AskProps) {
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [kind, setKind] = useState<(typeof personKinds)[number]>('scout');
  const [district, setDistrict] = useState(districts[0]?.code ?? '');
  const [source, setSource] = useState<(typeof applicantSources)[number]>('job-centre');
  const [spoken, setSpoken] = useState<string[]>(['ko']);
  const [priority, setPriority] = useState(false);
  async function send(): Promise<void> {
    const body = { name, phone: phone.trim() || null, kind, district, source, priority };
    if ((await addApplicant({ ...body, languages: spoken })) !== null) onClose();
  }
  return (
    <Dialog title={t('applicants.add')} closeLabel={t('close')} onClose={onClose}>
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
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </Field>
          <Field name={t('applicant.phone')}>
            <input
              class="input"
              type="tel"
              pattern="[0-9+*#\(\) \-]{3,20}"
              title={t('applicant.phone.how')}
              value={phone}
              onInput={(event) => setPhone(event.currentTarget.value)}
            />
          </Field>
        </div>
        <div class="field-row">
          <Choice
            name={t('kind')}
            all={personKinds}
            value={kind}
            word={(one) => t(`kind.${one}`)}
            onChosen={setKind}
          />
          <Choice
            name={t('district')}
            all={districts.map(({ code }) => code)}
            value={district}
            word={(code) => districts.find((one) => one.code === code)?.name ?? code}
            onChosen={setDistrict}
          />
          <Choice
            name={t('source')}
            all={applicantSources}
            value={source}
            word={(one) => t(`source.${one}`)}
            onChosen={setSource}
          />
        </div>
        <Many
          name={t('languages')}
          all={[...new Set(['ko', ...languages])].map((code) => ({
            value: code,
            word: new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code,
          }))}
          chosen={spoken}
          onChosen={(codes) => codes.length > 0 && setSpoken(codes)}
        />
        <label class="people-check">
          <input
            type="checkbox"
            checked={priority}
            onChange={(event) => setPriority(event.currentTarget.checked)}
          />
          {t('applicant.priority.ask')}
        </label>
        <p class="people-note">{t('applicant.priority.note')}</p>
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={busy.value}>
            {t('save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

type ChoiceProps<T extends string> = {
  name: string;
  all: readonly T[];
  value: T;
  word: (value: T) => string;
  onChosen: (value: T) => void;
};

export function Choice<T extends string>({ name, all, value, word, onChosen }: ChoiceProps<T>) {
  return (
    <Field name={name}>
      <select
        class="input"
        value={value}
        onChange={(event) => onChosen(event.currentTarget.value as T)}
      >
        {all.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </Field>
  );
}
