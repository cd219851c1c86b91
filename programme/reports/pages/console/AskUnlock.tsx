// Unlocks the own key: with the passphrase or with the passkey that it was locked with.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { request } from '#platform/ui/client.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import {
  busy,
  isByPasskey,
  mine,
  type UnlockRefusal,
  unlockByPasskey,
  unlockByPassphrase,
} from './key-state.ts';
import { t } from './words.ts';

export function AskUnlock({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [refusal, setRefusal] = useState<UnlockRefusal>(null);
  const demo = useDemoPassphrase();
  const keys = mine.value?.keys.filter(({ signed }) => signed) ?? [];
  const byPasskey = keys.some(isByPasskey);
  const byPassphrase = keys.some((key) => !isByPasskey(key));
  return (
    <Dialog title={t('act.unlock')} closeLabel={t('close')} onClose={onClose}>
      <p class="dialog-note">{t('unlock.note')}</p>
      {byPasskey && (
        <Button
          kind={byPassphrase ? 'outline' : 'lamp'}
          icon="passkey"
          busy={busy.value}
          onPress={async () => setRefusal(await unlockByPasskey())}
        >
          {t('unlock.byPasskey')}
        </Button>
      )}
      {byPassphrase && (
        <form
          class="key-form"
          onSubmit={async (event) => {
            event.preventDefault();
            setRefusal(await unlockByPassphrase(words));
          }}
        >
          <Field name={t('unlock.passphrase')}>
            <input
              class="input"
              type="password"
              name="passphrase"
              autoComplete="off"
              data-first
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          </Field>
          {demo !== null && (
            <p class="dialog-note">
              {t('unlock.demo')}{' '}
              <button type="button" class="key-demo" onClick={() => setWords(demo)}>
                {demo}
              </button>
            </p>
          )}
          <footer class="dialog-foot">
            <Button kind="lamp" type="submit" busy={busy.value} disabled={words === ''}>
              {busy.value ? t('unlock.busy') : t('act.unlock')}
            </Button>
          </footer>
        </form>
      )}
      <p class="key-refusal" role="alert">
        {refusal === null
          ? ''
          : t(refusal === 'passkey.failed' ? refusal : `unlock.${refusal as 'wrong'}`)}
      </p>
    </Dialog>
  );
}

/** The passphrase that everybody has in a demo city; no other city tells one. */
function useDemoPassphrase(): string | null {
  const [demo, setDemo] = useState<string | null>(null);
  useEffect(() => {
    void request<{ passphrase: string }>('GET /api/demo/sign-ins').then((answer) => {
      if (answer.ok) setDemo(answer.value.passphrase);
    });
  }, []);
  return demo;
}
