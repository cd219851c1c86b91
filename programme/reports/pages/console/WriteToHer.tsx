// Writing to her: sealed in this browser, with phrases that are safe to be seen over her shoulder.
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { language, nameOfLanguage } from '#platform/ui/language.ts';
import type { Report } from './inbox-state.ts';
import { phrases, sayToHer } from './phrases.ts';
import { canOpen, drafts, keepDraft, sendDraft, sending } from './read-state.ts';
import { t } from './words.ts';

/** Well within the largest class of sealed texts; longer than anybody reads on a phone. */
const longest = 4000;

export function WriteToHer({ report }: { report: Report }) {
  if (!canOpen.value) return <p class="write-locked">{t('write.locked')}</p>;
  const draft = drafts.value.get(report.id) ?? '';
  return (
    <form
      class="write"
      onSubmit={(event) => {
        event.preventDefault();
        void sendDraft(report);
      }}
    >
      <fieldset class="write-phrases" aria-label={t('write.phrases')}>
        {phrases.map((phrase) => (
          <button
            key={phrase}
            type="button"
            onClick={() => {
              const said = sayToHer(phrase, report.language);
              keepDraft(report.id, draft.trim() === '' ? said : `${draft.trimEnd()}\n\n${said}`);
              document.querySelector<HTMLElement>('#write-to-her')?.focus();
            }}
          >
            {t(`phrase.short.${phrase}`)}
          </button>
        ))}
      </fieldset>
      <Field name={t('write.label')}>
        <textarea
          class="input"
          id="write-to-her"
          rows={4}
          maxLength={longest}
          aria-describedby="write-notes"
          value={draft}
          onInput={(event) => keepDraft(report.id, event.currentTarget.value)}
        />
      </Field>
      <div class="write-foot">
        <div id="write-notes">
          {report.language !== language.value && (
            <p>
              <strong>{t('write.language', { language: nameOfLanguage(report.language) })}</strong>
            </p>
          )}
          <p>{t('write.note')}</p>
          <p>{t('write.safe')}</p>
        </div>
        <Button
          kind="lamp"
          type="submit"
          icon="lock"
          busy={sending.value}
          disabled={draft.trim() === ''}
        >
          {t('act.send')}
        </Button>
      </div>
    </form>
  );
}
