// The two-way text with the caller.
import { hourMinute } from '#platform/ui/format.ts';
import type { IncidentDetail } from '../../contract.ts';
import { messageWords, t } from './words.ts';

export function Messages({ whole }: { whole: IncidentDetail }) {
  if (whole.messages.length === 0) return null;
  return (
    <section class="messages">
      <header class="part-head">
        <h3>{t('message.title')}</h3>
      </header>
      <ol>
        {whole.messages.map((message) => (
          <li key={message.id} class={`message message-${message.from}`}>
            <p lang={message.text === null ? undefined : message.language}>
              {message.text ?? messageWords(message.from, message.phrase ?? '')}
            </p>
            <time dateTime={message.at}>
              {t(`message.from.${message.from}`)} · {hourMinute(message.at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
