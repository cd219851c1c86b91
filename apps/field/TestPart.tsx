// Practice for five minutes, and a word when the bell is broken.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { elapsed } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { tell } from '#platform/ui/notices.ts';
import { clerk, reportBell, startPractice, testing } from './clerk.ts';
import { t } from './words.ts';

export function TestPart() {
  const [bell, setBell] = useState(false);
  const [text, setText] = useState('');
  const until = clerk.value?.testUntil ?? null;
  async function tellBell(): Promise<void> {
    if (text.trim() === '' || !(await reportBell(text.trim()))) return;
    setBell(false);
    setText('');
    tell(t('bell.done'));
  }
  return (
    <>
      {testing.value && until !== null ? (
        <section class="part part-testing" role="status">
          <Icon name="test" size={24} />
          <p class="part-words">
            <strong>{t('test.on')}</strong>
            <span>{t('test.left', { time: elapsed((Date.parse(until) - now.value) / 1000) })}</span>
          </p>
        </section>
      ) : (
        <div class="part-two">
          <button type="button" class="part part-press" onClick={() => void startPractice()}>
            <Icon name="test" size={24} />
            <span class="part-words">
              <strong>{t('test.start')}</strong>
              <span>{t('test.start.note')}</span>
            </span>
          </button>
          <button type="button" class="part part-press" onClick={() => setBell(true)}>
            <Icon name="bell" size={24} />
            <span class="part-words">
              <strong>{t('bell.broken')}</strong>
            </span>
          </button>
        </div>
      )}
      {bell && (
        <Dialog title={t('bell.broken')} closeLabel={t('close')} onClose={() => setBell(false)}>
          <form
            class="part-form"
            onSubmit={(event) => {
              event.preventDefault();
              void tellBell();
            }}
          >
            <Field name={t('bell.what')}>
              <textarea
                class="input"
                data-first
                required
                maxLength={500}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            </Field>
            <Button kind="lamp" size="large" type="submit">
              {t('bell.send')}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
