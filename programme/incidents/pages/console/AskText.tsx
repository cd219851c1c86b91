// Asks for a few words: a note, or the reason for a step.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { busy } from './steps.ts';
import { t } from './words.ts';

type AskTextProps = {
  title: string;
  name: string;
  submit: string;
  onClose: () => void;
  onText: (text: string) => Promise<boolean>;
};

export function AskText({ title, name, submit, onClose, onText }: AskTextProps) {
  const [text, setText] = useState('');
  async function send(): Promise<void> {
    if (text.trim() !== '' && (await onText(text.trim()))) onClose();
  }
  return (
    <Dialog title={title} closeLabel={t('close')} onClose={onClose}>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field name={name}>
          <textarea
            class="input"
            data-first
            required
            maxLength={2000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey))
                return;
              event.preventDefault();
              void send();
            }}
          />
        </Field>
        <footer class="dialog-foot">
          <p class="dialog-note">{t('note.keys')}</p>
          <Button kind="lamp" type="submit" busy={busy.value}>
            {submit}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
