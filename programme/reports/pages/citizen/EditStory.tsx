// Changing what a draft says, as long as nobody has it.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import type { HerReport } from '../../contract.ts';
import { changeStory, texts } from './mine.ts';
import { Write } from './Write.tsx';

export function EditStory({ report }: { report: HerReport }) {
  const part = report.parts.find(({ kind }) => kind === 'narrative');
  const before = part === undefined ? null : (texts.value.get(part.id) ?? null);
  const [text, setText] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'failed' | 'saved'>('idle');
  if (part === undefined || before === null) return null;
  return (
    <section class="part">
      <h2>{t('mine.edit')}</h2>
      <form
        class="tell-form"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void changeStory(part.id, text ?? before).then((done) => {
            setState(done ? 'saved' : 'failed');
            if (done) setText(null);
          });
        }}
      >
        <Write
          name={t('report.story')}
          rows={6}
          most={20_000}
          value={text ?? before}
          onWrite={(words) => {
            setText(words);
            setState('idle');
          }}
        />
        {state === 'failed' && (
          <p class="odd" role="alert">
            {t('mine.failed')}
          </p>
        )}
        {state === 'saved' && <p role="status">{t('mine.edit.saved')}</p>}
        <button type="submit" class="touch">
          {t('mine.edit.save')}
        </button>
      </form>
    </section>
  );
}
