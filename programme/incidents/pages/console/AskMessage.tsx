// Writes to the caller: a prepared phrase by one digit, or own words.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Key } from '#platform/ui/Key.tsx';
import { language } from '#platform/ui/language.ts';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { city } from './city.ts';
import { busy, sendMessage } from './steps.ts';
import { asSheReads, t } from './words.ts';

const phrases = ['on-the-way', 'stay', 'safe-now', 'can-talk', 'where', 'hurt'] as const;

export function AskMessage({
  row,
  whole,
  onClose,
}: {
  row: Incident;
  whole: IncidentDetail | null;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [inLanguage, setInLanguage] = useState(row.language ?? 'ko');
  const shown = whole?.twoWayText ?? false;
  async function send(message: { phrase?: string; text?: string }): Promise<void> {
    if (await sendMessage({ ...message, language: inLanguage })) onClose();
  }
  const keys: Record<string, () => void> = {};
  phrases.forEach((phrase, index) => {
    keys[String(index + 1)] = () => void send({ phrase });
  });
  const languages = [...new Set([...(city.value?.languages ?? ['ko', 'en']), inLanguage])];
  const names = new Intl.DisplayNames([language.value], { type: 'language' });
  return (
    <Dialog
      title={t('message.title')}
      closeLabel={t('close')}
      onClose={onClose}
      keys={shown ? keys : {}}
      wide
    >
      {!shown && <p class="ask-warning">{t('message.notTwoWay')}</p>}
      {shown && (
        <>
          <Field name={t('message.language')}>
            <select
              class="input"
              value={inLanguage}
              onChange={(event) => setInLanguage(event.currentTarget.value)}
            >
              {languages.map((code) => (
                <option key={code} value={code}>
                  {names.of(code) ?? code}
                </option>
              ))}
            </select>
          </Field>
          <fieldset class="ask-group">
            <legend class="field-name">{t('message.phrase')}</legend>
            <div class="choices">
              {phrases.map((phrase, index) => (
                <button
                  key={phrase}
                  type="button"
                  class="choice"
                  onClick={() => void send({ phrase })}
                >
                  <Key>{String(index + 1)}</Key>
                  <span class="choice-word">
                    {t(`phrase.${phrase}`)}
                    <AsSheReads phrase={phrase} code={inLanguage} />
                  </span>
                </button>
              ))}
            </div>
          </fieldset>
          <form
            class="ask"
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== '') void send({ text: text.trim() });
            }}
          >
            <Field name={t('message.own')}>
              <input
                class="input"
                maxLength={500}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            </Field>
            <footer class="dialog-foot">
              <Button type="submit" busy={busy.value} disabled={text.trim() === ''}>
                {t('message.send')}
              </Button>
            </footer>
          </form>
        </>
      )}
    </Dialog>
  );
}

/** The same phrase in her language, where that is not the desk's. */
function AsSheReads({ phrase, code }: { phrase: (typeof phrases)[number]; code: string }) {
  const { text, lang } = asSheReads(`phrase.${phrase}`, code);
  if (lang === language.value) return null;
  return (
    <span class="choice-number" lang={lang}>
      {text}
    </span>
  );
}
