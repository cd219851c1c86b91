// Who is on shift: one touch for the next clerk, a name only when it is new.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { tell } from '#platform/ui/notices.ts';
import { acceptShift, clerk } from './clerk.ts';
import { t } from './words.ts';

const storageKey = 'ansim.clerk';

function lastName(): string {
  try {
    return localStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

export function ShiftPart() {
  const shift = clerk.value?.shift ?? null;
  const [changing, setChanging] = useState(false);
  const [name, setName] = useState(lastName());
  const [busy, setBusy] = useState(false);
  async function accept(): Promise<void> {
    const given = name.trim();
    if (given === '') return;
    setBusy(true);
    const done = await acceptShift(given);
    setBusy(false);
    if (!done) return;
    try {
      localStorage.setItem(storageKey, given);
    } catch {
      // Asked again next time.
    }
    setChanging(false);
    tell(t('shift.done'));
  }
  if (shift !== null && !changing) {
    return (
      <section class="part">
        <Icon name="person" size={24} />
        <p class="part-words">
          <strong>{t('shift.now', { name: shift.name })}</strong>
          <span>{t('shift.since', { time: hourMinute(shift.acceptedAt) })}</span>
        </p>
        <Button
          size="small"
          onPress={() => {
            setName('');
            setChanging(true);
          }}
        >
          {t('shift.change')}
        </Button>
      </section>
    );
  }
  return (
    <form
      class="part part-form"
      onSubmit={(event) => {
        event.preventDefault();
        void accept();
      }}
    >
      <h2>{t('shift.question')}</h2>
      <Field name={t('shift.name')}>
        <input
          class="input"
          required
          maxLength={40}
          autocomplete="name"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <p class="part-knows">
        <Icon name="check" size={20} />
        {t('shift.knows')}
      </p>
      <Button kind="lamp" size="large" type="submit" busy={busy}>
        {t('shift.accept')}
      </Button>
    </form>
  );
}
