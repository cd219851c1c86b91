// One reason by one digit, for whatever ends or takes back: Enter sends what is chosen.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Key } from '#platform/ui/Key.tsx';
import { busy } from './board-state.ts';
import { t } from './words.ts';

export type Choice<T> = { group?: string; word: string; value: T };

type AskReasonProps<T> = {
  title: string;
  note: string;
  submit: string;
  choices: readonly Choice<T>[];
  onClose: () => void;
  onSend: (value: T) => void;
};

const digits = '1234567890';

export function AskReason<T>({ title, note, submit, choices, onClose, onSend }: AskReasonProps<T>) {
  const [at, setAt] = useState<number | null>(null);
  function send(): void {
    const chosen = at === null ? undefined : choices[at];
    if (chosen !== undefined && !busy.value) onSend(chosen.value);
  }
  const keys: Record<string, () => void> = { Enter: send };
  choices.forEach((_, index) => {
    const digit = digits[index];
    if (digit !== undefined) keys[digit] = () => setAt(index);
  });
  const sections = [
    ...Map.groupBy(
      choices.map((choice, index) => ({ choice, index })),
      ({ choice }) => choice.group ?? '',
    ),
  ];
  return (
    <Dialog
      title={title}
      closeLabel={t('close')}
      onClose={onClose}
      keys={keys}
      wide={sections.length > 1}
    >
      <p class="dialog-note">{note}</p>
      <div class={sections.length > 1 ? 'walk-choices' : ''}>
        {sections.map(([group, members]) => (
          <div key={group} class="choices">
            {group !== '' && <p>{group}</p>}
            {members.map(({ choice, index }) => (
              <button
                key={index}
                type="button"
                class="choice"
                aria-pressed={at === index}
                aria-keyshortcuts={digits[index]}
                onClick={() => setAt(index)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || at !== index) return;
                  event.preventDefault();
                  send();
                }}
              >
                {digits[index] !== undefined && <Key>{digits[index]}</Key>}
                <span class="choice-word">{choice.word}</span>
              </button>
            ))}
          </div>
        ))}
      </div>
      <footer class="dialog-foot">
        <Button kind="lamp" press="Enter" disabled={at === null} busy={busy.value} onPress={send}>
          {submit}
        </Button>
      </footer>
    </Dialog>
  );
}
