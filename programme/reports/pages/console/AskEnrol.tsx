// Makes the own key: locked with a passkey where it can, with a passphrase where not.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { busy, enrol } from './key-state.ts';
import { t } from './words.ts';

/** As `leastPassphrase` of the platform, which would bring the cryptography with it. */
const least = 12;

export function AskEnrol({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [again, setAgain] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  async function make(): Promise<void> {
    if ([...words].length < least) setRefusal(t('enrol.short', { n: least }));
    else if (words !== again) setRefusal(t('enrol.differ'));
    else setRefusal(await enrol({ passphrase: words }));
  }
  return (
    <Dialog title={t('act.enrol')} closeLabel={t('close')} onClose={onClose}>
      <p class="dialog-note">{t('enrol.note')}</p>
      <div class="key-form">
        <Button
          kind="lamp"
          icon="passkey"
          busy={busy.value}
          onPress={async () => setRefusal(await enrol('passkey'))}
        >
          {t('enrol.passkey')}
        </Button>
        <p class="dialog-note">{t('enrol.passkey.note')}</p>
      </div>
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <h3>{t('enrol.or')}</h3>
        <p class="dialog-note">{t('enrol.least', { n: least })}</p>
        {(
          [
            ['unlock.passphrase', words, setWords, 'new-passphrase'],
            ['enrol.again', again, setAgain, 'new-passphrase-again'],
          ] as const
        ).map(([word, value, set, name]) => (
          <Field key={name} name={t(word)}>
            <input
              class="input"
              type="password"
              name={name}
              autoComplete="off"
              value={value}
              onInput={(event) => set(event.currentTarget.value)}
            />
          </Field>
        ))}
        <footer class="dialog-foot">
          <Button type="submit" busy={busy.value}>
            {t('enrol.make')}
          </Button>
        </footer>
      </form>
      <p class="key-refusal" role="alert">
        {refusal}
      </p>
    </Dialog>
  );
}
