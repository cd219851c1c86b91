// The two-way text with the caller: her phrases in the desk's language, ours also as she reads them.
import { useEffect, useRef } from 'preact/hooks';
import { hourMinuteSecond } from '#platform/ui/format.ts';
import { language } from '#platform/ui/language.ts';
import { tell } from '#platform/ui/notices.ts';
import { ring } from '#platform/ui/sound.ts';
import type { IncidentDetail } from '../../contract.ts';
import { asSheReads, isWord, t } from './words.ts';

type Message = IncidentDetail['messages'][number];

/** A prepared phrase by its key, or nothing where this desk does not know it. */
function phraseKey(message: Message) {
  const key = `${message.from === 'desk' ? 'phrase' : 'caller'}.${message.phrase}`;
  return isWord(key) ? key : null;
}

/** What a message says to whoever reads the desk. */
function say(message: Message): string {
  const key = phraseKey(message);
  return message.text ?? (key === null ? (message.phrase ?? '') : t(key));
}

function AsSheReads({ of }: { of: Message }) {
  const key = of.from === 'desk' ? phraseKey(of) : null;
  if (key === null) return null;
  const { text, lang } = asSheReads(key, of.language);
  if (lang === language.value) return null;
  return (
    <small lang={lang} title={t('message.hers')}>
      {text}
    </small>
  );
}

export function Messages({ whole }: { whole: IncidentDetail }) {
  const list = useRef<HTMLOListElement>(null);
  const heard = useRef<{ call: string; last: string | undefined } | null>(null);
  const hers = whole.messages.findLast((message) => message.from === 'caller');
  useEffect(() => {
    // What was there when the call was opened is read, not announced.
    const before = heard.current;
    heard.current = { call: whole.id, last: hers?.id };
    // The list alone scrolls: the head of the call stays where it is.
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
    if (before?.call !== whole.id || hers === undefined || before.last === hers.id) return;
    tell(t('message.new', { text: say(hers) }));
    ring(0);
  }, [whole.id, hers?.id]);
  if (whole.messages.length === 0) return null;
  return (
    <section class="messages">
      <header class="part-head">
        <h3>{t('message.title')}</h3>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <ol ref={list} tabIndex={0} aria-label={t('message.title')}>
        {whole.messages.map((message) => (
          <li key={message.id} class={`message message-${message.from}`}>
            <p lang={message.text === null ? undefined : message.language}>
              {say(message)}
              <AsSheReads of={message} />
            </p>
            <time dateTime={message.at}>
              {t(`message.from.${message.from}`)} · {hourMinuteSecond(message.at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
