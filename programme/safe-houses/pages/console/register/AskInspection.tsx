// An inspection: every point is right, wrong, or does not apply.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { type ChecklistPoint, checklistPoints } from '../../../names.ts';
import type { Store } from '../../../shapes.ts';
import { t } from '../words.ts';
import { busy, inspect } from './register-state.ts';

const answers = [
  [true, 'inspect.right'],
  [false, 'inspect.wrong'],
  [null, 'inspect.none'],
] as const;

export function AskInspection({ store, onClose }: { store: Store; onClose: () => void }) {
  const [list, setList] = useState<Partial<Record<ChecklistPoint, boolean | null>>>({});
  const [note, setNote] = useState('');
  const left = checklistPoints.filter((point) => list[point] === undefined).length;
  async function send(): Promise<void> {
    if (left > 0) return;
    const checklist = list as Record<ChecklistPoint, boolean | null>;
    if (await inspect(store.id, { checklist, note: note.trim() })) onClose();
  }
  return (
    <Dialog title={t('store.inspect')} closeLabel={t('register.close')} onClose={onClose} wide>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p class="dialog-note">{store.name}</p>
        {checklistPoints.map((point) => (
          <fieldset key={point} class="check">
            <legend>{t(`point.${point}`)}</legend>
            <div class="check-answers">
              {answers.map(([value, word]) => (
                <label key={word} class="check-answer">
                  <input
                    type="radio"
                    name={point}
                    checked={list[point] === value}
                    onChange={() => setList({ ...list, [point]: value })}
                  />
                  <span>{t(word)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <Field name={t('inspect.note')}>
          <textarea
            class="input"
            rows={2}
            maxLength={500}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </Field>
        <footer class="dialog-foot">
          <p class="dialog-note">{left > 0 ? t('inspect.left', { n: left }) : ''}</p>
          <Button kind="lamp" type="submit" disabled={left > 0} busy={busy.value}>
            {t('inspect.keep')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
