// One sealed part: what kind it is, who may see that it is opened, and after that its words, as text.
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { FileFacts } from '../../sealing/hers.ts';
import { FileWords } from './FileWords.tsx';
import type { Part, Report } from './inbox-state.ts';
import { phase } from './key-state.ts';
import { isWaiting } from './order.ts';
import { canOpen, hide, openOne, reads } from './read-state.ts';
import { t } from './words.ts';

type PartProps = {
  report: Report;
  part: Part;
  /** The first that is still sealed: the key O opens it, and what opening means is said beside it. */
  next: boolean;
  name: string;
};

export function PartCard({ report, part, next, name }: PartProps) {
  const read = reads.value.get(part.id);
  const mayTry = canOpen.value || phase.value === 'locked';
  return (
    <li
      class={`part part-${part.kind}${part.from === null ? '' : ' part-ours'}`}
      data-part={part.id}
    >
      <header>
        <h4>
          {t(`part.${part.kind}`)}
          {part.kind === 'message' && (
            <span> · {t(part.from === null ? 'part.from.her' : 'part.from.desk')}</span>
          )}
        </h4>
        <time dateTime={part.at}>{dayAndTime(part.at)}</time>
        {part.endsAt !== null && <span>{t('part.ends', { time: dayAndTime(part.endsAt) })}</span>}
      </header>
      {read?.state === 'read' ? (
        <>
          <Words report={report} part={part} text={read.text} />
          <footer>
            <span>{t('opened.note')}</span>
            <Button kind="plain" size="small" onPress={() => hide(part.id)}>
              {t('act.hide')}
            </Button>
          </footer>
        </>
      ) : read?.state === 'failed' ? (
        <p class="part-failed" role="status">
          <Icon name="warning" size={18} /> {t(`failed.${read.why}`)}
        </p>
      ) : (
        <div class="part-sealed">
          <Button
            kind={next && !isWaiting(report) ? 'lamp' : 'outline'}
            icon="lock"
            {...(next ? { press: 'O' } : {})}
            busy={read?.state === 'opening'}
            disabled={!mayTry}
            onPress={() => void openOne(report, part)}
          >
            {read?.state === 'opening' ? t('opening') : t('act.open')}
            <span class="only-heard"> {t(`part.${part.kind}`)}</span>
          </Button>
          <p>
            {t('open.note', { name })}
            {part.opened && <small>{t('part.openedBefore')}</small>}
            {part.pieces !== null && part.received < part.pieces && (
              <small>{t('part.pieces', { received: part.received, pieces: part.pieces })}</small>
            )}
          </p>
        </div>
      )}
    </li>
  );
}

/** What was sealed, as text and never as anything that a browser would run or fetch. */
function Words({ report, part, text }: { report: Report; part: Part; text: string }) {
  const facts = part.kind === 'file' ? readFacts(text) : null;
  if (facts !== null) return <FileWords report={report} part={part} facts={facts} />;
  return <p class="part-words">{text.trim() === '' ? t('failed.empty') : text}</p>;
}

function readFacts(text: string): FileFacts | null {
  try {
    const facts = JSON.parse(text) as Partial<FileFacts>;
    return typeof facts.name === 'string' && typeof facts.size === 'number'
      ? { type: '', sha256: '', of: null, ...facts, name: facts.name, size: facts.size }
      : null;
  } catch {
    return null;
  }
}
