// Who walks together on an evening: only those whom the rules allow can be chosen, and why the others cannot is said.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { day } from '#platform/ui/format.ts';
import { people } from './people-state.ts';
import { type Draft, district, keepDraft, refusalOf } from './roster-state.ts';
import { t } from './words.ts';

type AskDraftProps = {
  draft: Omit<Draft, 'key' | 'people'>;
  known?: Draft | undefined;
  onClose: () => void;
};

export function AskDraft({ draft, known, onClose }: AskDraftProps) {
  const [one, setOne] = useState(known?.people[0] ?? '');
  const [two, setTwo] = useState(known?.people[1] ?? '');
  const all = (people.value ?? [])
    .filter((person) => person.active && person.district === district.value)
    .map((person) => ({ person, why: refusalOf(person, draft, known?.key) }))
    .sort((a, b) => Number(a.why !== null) - Number(b.why !== null));
  const ready = one !== '' && two !== '' && one !== two;
  const choose = (
    name: string,
    value: string,
    other: string,
    set: (id: string) => void,
    first: boolean,
  ) => (
    <Field name={name}>
      <select
        class="input"
        data-first={first ? true : undefined}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="" />
        {all.map(({ person, why }) => (
          <option key={person.id} value={person.id} disabled={why !== null || person.id === other}>
            {person.name} {person.staffNumber}
            {why !== null && ` · ${t(`problem.${why as 'unfit'}`)}`}
          </option>
        ))}
      </select>
    </Field>
  );
  return (
    <Dialog
      title={t('draft.title', { day: day(draft.day) })}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <form
        class="people-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          const { day: on, beginsAt, endsAt } = draft;
          keepDraft({ day: on, beginsAt, endsAt, people: [one, two] }, known?.key);
          onClose();
        }}
      >
        {choose(t('draft.one'), one, two, setOne, true)}
        {choose(t('draft.two'), two, one, setTwo, false)}
        <footer class="dialog-foot">
          <p class="dialog-note">{t('draft.note')}</p>
          <Button kind="lamp" type="submit" disabled={!ready}>
            {t('draft.keep')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
