// Writing with the control room: one touch for what is said most, her own words for the rest.
import { useState } from 'preact/hooks';
import { spoken, t, type Word } from '#platform/ui/phone/words.ts';
import type { callerPhrases, SosView } from '../../contract.ts';
import { errand } from './call.ts';
import { kept, newId } from './kept.ts';

type Phrase = (typeof callerPhrases)[number];
const offered: readonly Phrase[] = [
  'cannot-speak',
  'followed',
  'hiding',
  'hurt',
  'more-than-one',
  'child-with-me',
  'come-quickly',
  'safe-now',
  'yes',
  'no',
];
const fromDesk = ['on-the-way', 'stay', 'safe-now', 'can-talk', 'where', 'hurt'];
const longest = 500;

type Line = { id: string; from: 'desk' | 'caller'; words: string; waits: boolean };

function sayPhrase(from: 'desk' | 'caller', phrase: string): string {
  if (from === 'desk') return fromDesk.includes(phrase) ? t(`desk.${phrase}` as Word) : phrase;
  return t(`say.${phrase}` as Word);
}

/** What was said, in order; what is still on its way at the end. */
function linesOf(now: SosView): Line[] {
  const arrived = now.messages.map(({ id, from, phrase, text }) => ({
    id,
    from,
    words: [phrase === null ? '' : sayPhrase(from, phrase), text ?? ''].filter(Boolean).join(' '),
    waits: false,
  }));
  const waiting = (kept.value?.errands ?? []).flatMap(({ path, body }) => {
    const { messageId, phrase, text } = body as {
      messageId?: string;
      phrase?: Phrase;
      text?: string;
    };
    if (path !== 'messages' || messageId === undefined) return [];
    const words = phrase === undefined ? (text ?? '') : sayPhrase('caller', phrase);
    return [{ id: messageId, from: 'caller' as const, words, waits: true }];
  });
  return [...arrived, ...waiting];
}

export function Messages({ now }: { now: SosView }) {
  const [text, setText] = useState('');
  const lines = linesOf(now);
  function send(what: { phrase: Phrase } | { text: string }): void {
    errand('messages', { messageId: newId(), language: spoken.value.language, ...what });
  }
  return (
    <section class="part" aria-label={t('say.title')}>
      <h2>{t('say.title')}</h2>
      <div role="log">
        <ol class="lines">
          {lines.map((line) => (
            <li key={line.id} class={`line line-${line.from}`}>
              <span class="only-heard">{t(line.from === 'desk' ? 'say.desk' : 'say.me')}</span>
              {line.words}
              {line.waits && <small>{t('say.waits')}</small>}
            </li>
          ))}
        </ol>
      </div>
      <div class="chips">
        {offered.map((phrase) => (
          <button type="button" key={phrase} class="chip" onClick={() => send({ phrase })}>
            {t(`say.${phrase}`)}
          </button>
        ))}
      </div>
      <form
        class="write"
        onSubmit={(event) => {
          event.preventDefault();
          const said = text.trim().slice(0, longest);
          if (said === '') return;
          send({ text: said });
          setText('');
        }}
      >
        <input
          class="write-in"
          aria-label={t('say.own')}
          placeholder={t('say.own')}
          autocomplete="off"
          maxLength={longest}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="touch">
          {t('say.send')}
        </button>
      </form>
    </section>
  );
}
