// The shift log: what one shift tells the next, and who told it.
import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { incidentsContract } from '../../contract.ts';
import { call } from './api.ts';
import { t } from './words.ts';
import './shift.css';

type Entry = z.infer<(typeof incidentsContract)['GET /api/shift-log']['reply']>['items'][number];

export function ShiftView({ mayWrite }: { mayWrite: boolean }) {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [text, setText] = useState('');
  async function load(): Promise<void> {
    const answer = await call('GET /api/shift-log', {});
    if (answer.ok) setEntries(answer.value.items);
    else tell(sayProblem(answer.problem), 'refused');
  }
  useEffect(() => {
    void load();
  }, []);
  async function handOver(): Promise<void> {
    if (text.trim() === '') return;
    const answer = await call('POST /api/shift-log', { body: { text: text.trim() } });
    if (!answer.ok) {
      tell(sayProblem(answer.problem), 'refused');
      return;
    }
    setText('');
    tell(t('shift.done'));
    await load();
  }
  return (
    <section class="page">
      <header class="page-head">
        <h2>{t('shift.title')}</h2>
      </header>
      {mayWrite && (
        <form
          class="shift-form"
          onSubmit={(event) => {
            event.preventDefault();
            void handOver();
          }}
        >
          <Field name={t('shift.write')}>
            <textarea
              class="input"
              maxLength={2000}
              placeholder={t('shift.placeholder')}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey))
                  return;
                event.preventDefault();
                void handOver();
              }}
            />
          </Field>
          <footer class="dialog-foot">
            <p class="dialog-note">{t('note.keys')}</p>
            <Button kind="lamp" type="submit" disabled={text.trim() === ''}>
              {t('shift.submit')}
            </Button>
          </footer>
        </form>
      )}
      {entries !== null && entries.length === 0 && <p class="page-none">{t('shift.empty')}</p>}
      {entries !== null && entries.length > 0 && (
        <ol class="shift-log">
          {entries.map((entry) => (
            <li key={entry.id}>
              <header>
                <strong>{entry.author}</strong>
                <time dateTime={entry.at}>{dayAndTime(entry.at)}</time>
                <span>{t('shift.open', { n: entry.open })}</span>
              </header>
              <p>{entry.text}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
