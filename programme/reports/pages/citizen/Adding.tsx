// Adding to what was told, or answering a desk: who should see it is chosen each time.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import type { HerReport } from '../../contract.ts';
import { flip } from './answers.ts';
import { Chips } from './Chips.tsx';
import { sayDesk } from './desks.ts';
import { addWords, knownDesks } from './mine.ts';
import { Write } from './Write.tsx';

const longest = 20_000;

export function Adding({ report }: { report: HerReport }) {
  const [text, setText] = useState('');
  const [to, setTo] = useState<readonly string[]>([]);
  const [state, setState] = useState<'idle' | 'busy' | 'odd' | 'failed' | 'sent'>('idle');
  const isSent = report.state === 'sent';
  async function send(): Promise<void> {
    if (text.trim() === '' || (isSent && to.length === 0)) return setState('odd');
    setState('busy');
    const done = await addWords(text.trim(), isSent ? to : []);
    setState(done ? 'sent' : 'failed');
    if (!done) return;
    setText('');
    setTo([]);
  }
  return (
    <section class="part">
      <h2>{t('mine.add')}</h2>
      <form
        class="tell-form"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (state !== 'busy') void send();
        }}
      >
        <Write
          name={t('mine.add.text')}
          rows={4}
          most={longest}
          value={text}
          onWrite={(words) => {
            setText(words);
            setState('idle');
          }}
        />
        {isSent && (
          <Chips
            name={t('mine.add.to')}
            chips={knownDesks()
              .filter(({ desk }) => report.desks.some(({ id }) => id === desk))
              .map((desk) => ({
                value: desk.desk,
                words: sayDesk(desk),
                chosen: to.includes(desk.desk),
              }))}
            onChoose={(desk) => {
              setTo(flip(to, desk));
              setState('idle');
            }}
          />
        )}
        {(state === 'odd' || state === 'failed') && (
          <p class="odd" role="alert">
            {t(state === 'odd' ? 'mine.add.odd' : 'mine.failed')}
          </p>
        )}
        {state === 'sent' && <p role="status">{t('mine.add.sent')}</p>}
        <button type="submit" class="touch" aria-disabled={state === 'busy'}>
          {t(state === 'busy' ? 'report.sending' : 'mine.add.send')}
        </button>
      </form>
    </section>
  );
}
