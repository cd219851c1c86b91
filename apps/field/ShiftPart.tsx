// Who is on shift: one touch on one's name says "I know where the button is"; a name is typed only when it is new.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { tell } from '#platform/ui/notices.ts';
import { acceptShift, clerk } from './clerk.ts';
import { knownClerks, rememberClerk } from './known-clerks.ts';
import { t } from './words.ts';

export function ShiftPart() {
  const shift = clerk.value?.shift ?? null;
  const names = knownClerks();
  const [changing, setChanging] = useState(false);
  const [typing, setTyping] = useState(false);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  async function accept(given: string): Promise<void> {
    if (given === '' || busy) return;
    setBusy(true);
    const done = await acceptShift(given);
    setBusy(false);
    if (!done) return;
    rememberClerk(given);
    setChanging(false);
    setTyping(false);
    setName('');
    tell(t('shift.done'));
  }
  // Nothing is asked before the city has said who is there.
  if (clerk.value === null) return null;
  if (shift !== null && !changing)
    return (
      <section class="part">
        <Icon name="person" size={24} />
        <p class="part-words">
          <strong>{t('shift.now', { name: shift.name })}</strong>
          <span>{t('shift.since', { time: hourMinute(shift.acceptedAt) })}</span>
        </p>
        <Button size="small" onPress={() => setChanging(true)}>
          {t('shift.change')}
        </Button>
      </section>
    );
  if (names.length > 0 && !typing)
    return (
      <section class="part part-form">
        <h2>{t('shift.question')}</h2>
        <div class="shift-names">
          {names.map((one) => (
            <button
              key={one}
              type="button"
              class="shift-name"
              aria-disabled={busy}
              onClick={() => void accept(one)}
            >
              <Icon name="check" size={22} />
              {t('shift.oneTouch', { name: one })}
            </button>
          ))}
        </div>
        <Button size="large" onPress={() => setTyping(true)}>
          {t('shift.other')}
        </Button>
      </section>
    );
  return (
    <form
      class="part part-form"
      onSubmit={(event) => {
        event.preventDefault();
        void accept(name.trim());
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
