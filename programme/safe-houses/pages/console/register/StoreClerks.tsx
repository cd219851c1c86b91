// Who was trained, and who said tonight that they know the button.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { day, dayAndTime, today } from '#platform/ui/format.ts';
import type { Store } from '../../../shapes.ts';
import { t } from '../words.ts';
import { addClerk, busy, changeClerk, mayKeep } from './register-state.ts';

export function StoreClerks({ store }: { store: Store }) {
  const [adding, setAdding] = useState(false);
  const [name, setName] = useState('');
  const [trainedOn, setTrainedOn] = useState(today());
  const keeps = mayKeep.value && store.state !== 'destroyed';
  const [shift] = store.shifts;
  async function add(): Promise<void> {
    if (name.trim() === '') return;
    const kept = await addClerk(store.id, { name: name.trim(), trainedOn: trainedOn || null });
    if (kept === null) return;
    setName('');
    setAdding(false);
  }
  return (
    <section class="store-part">
      <header>
        <h3>{t('clerks.title')}</h3>
        {keeps && !adding && (
          <Button size="small" icon="plus" onPress={() => setAdding(true)}>
            {t('clerks.add')}
          </Button>
        )}
      </header>
      <p class="store-side">
        {shift === undefined
          ? t('clerks.noShift')
          : t('clerks.shift', { name: shift.name, time: dayAndTime(shift.acceptedAt) })}
      </p>
      {adding && (
        <form
          class="store-add"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <Field name={t('clerks.name')}>
            <input
              class="input"
              data-first
              required
              maxLength={40}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </Field>
          <Field name={t('clerks.trainedOn')}>
            <input
              class="input"
              type="date"
              max={today()}
              value={trainedOn}
              onInput={(event) => setTrainedOn(event.currentTarget.value)}
            />
          </Field>
          <Button type="submit" kind="lamp" busy={busy.value}>
            {t('clerks.submit')}
          </Button>
        </form>
      )}
      <ul class="store-list">
        {store.clerks.map((clerk) => (
          <li key={clerk.id}>
            <div>
              <p>
                <strong>{clerk.name}</strong>
              </p>
              <p class="store-side">
                {clerk.trainedOn === null
                  ? t('clerks.untrained')
                  : t('clerks.trained', { day: day(clerk.trainedOn) })}
              </p>
            </div>
            {keeps && (
              <div class="store-acts">
                <Button
                  size="small"
                  kind="plain"
                  onPress={() => void changeClerk(store.id, clerk.id, { trainedOn: today() })}
                >
                  {t('clerks.trainedToday')}
                </Button>
                <Button
                  size="small"
                  kind="plain"
                  onPress={() => void changeClerk(store.id, clerk.id, { active: false })}
                >
                  {t('clerks.left')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
