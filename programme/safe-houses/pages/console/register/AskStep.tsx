// A step of a designation: why, and until when where it needs a day.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { today } from '#platform/ui/format.ts';
import type { Store, StoreStep } from '../../../shapes.ts';
import { t } from '../words.ts';
import { busy, step as take } from './register-state.ts';

type Props = { store: Store; step: StoreStep; onClose: () => void };

export function AskStep({ store, step, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const hasDay = step === 'renew' || step === 'reopen';
  async function send(): Promise<void> {
    if (reason.trim() === '') return;
    if (await take(store.id, { step, reason: reason.trim(), until: until || null })) onClose();
  }
  return (
    <Dialog title={t(`step.${step}`)} closeLabel={t('register.close')} onClose={onClose}>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p class="dialog-note">{t(`step.${step}.means`)}</p>
        <Field name={t('step.reason')}>
          <input
            class="input"
            data-first
            required
            maxLength={300}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        {hasDay && (
          <Field name={step === 'renew' ? t('step.until') : t('step.untilOptional')}>
            <input
              class="input"
              type="date"
              required={step === 'renew'}
              min={today(1)}
              value={until}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
          </Field>
        )}
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={busy.value}>
            {t(`step.${step}`)}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
