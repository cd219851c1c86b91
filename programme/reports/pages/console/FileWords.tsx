// An opened file: what it is, shown where it is a clean picture, saved to the disk, and whether it is what her phone sealed.
import { useEffect } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import type { FileFacts } from '../../sealing/hers.ts';
import { mostInMemory } from './disk.ts';
import { type FileState, files, mayShow, saveFile, showFile, stopFile } from './file-state.ts';
import type { Part, Report } from './inbox-state.ts';
import { t } from './words.ts';

export function FileWords({
  report,
  part,
  facts,
}: {
  report: Report;
  part: Part;
  facts: FileFacts;
}) {
  const state = files.value.get(part.id);
  const whole = part.pieces === part.received;
  const shows = mayShow(facts) && whole;
  useEffect(() => {
    if (shows && !files.peek().has(part.id)) void showFile(report, part, facts);
  }, [part.id, shows]);
  return (
    <div class="file">
      <dl class="part-file">
        <dt>{facts.name}</dt>
        <dd>
          {t(facts.of === null ? 'file.original' : 'file.copy')} · {saySize(facts.size)} ·{' '}
          {facts.type || t('file.noType')}
        </dd>
        <dt>{t('file.hash')}</dt>
        <dd>
          <code>{facts.sha256}</code>
        </dd>
      </dl>
      {state?.state === 'shown' && (
        <img class="file-picture" src={state.url} alt={t('file.picture', { name: facts.name })} />
      )}
      <State state={state} part={part} />
      {!whole && (
        <p role="status">
          {t('part.pieces', { received: part.received, pieces: part.pieces ?? 0 })}
        </p>
      )}
      {state?.state === 'coming' ? (
        <Button onPress={() => stopFile(part.id)}>{t('file.stop')}</Button>
      ) : (
        <div class="part-sealed">
          <Button
            kind="outline"
            disabled={!whole}
            onPress={() => void saveFile(report, part, facts)}
          >
            {t('file.save')}
            <span class="only-heard"> {facts.name}</span>
          </Button>
          <p>{t('file.save.note')}</p>
        </div>
      )}
    </div>
  );
}

function State({ state, part }: { state: FileState | undefined; part: Part }) {
  if (state === undefined) return null;
  if (state.state === 'coming')
    return (
      <p class="file-coming" role="status">
        {t('file.coming', { percent: Math.floor(state.share * 100) })}
        <progress value={state.share} max={1} aria-labelledby={`file-${part.id}`} />
      </p>
    );
  if (state.state === 'failed')
    return (
      <p class="part-failed" role="status">
        <Icon name="warning" size={18} />{' '}
        {t(`file.failed.${state.why}`, { size: saySize(mostInMemory) })}
      </p>
    );
  return (
    <p class={state.fits ? 'file-fits' : 'part-failed'} role="status">
      <Icon name={state.fits ? 'check' : 'warning'} size={18} />{' '}
      {state.state === 'saved' && `${t('file.saved')} · `}
      {t(state.fits ? 'file.fits' : 'file.differs')}
    </p>
  );
}

/** "3.4 MB". */
function saySize(bytes: number): string {
  const [unit, size] =
    bytes < 1e6
      ? (['kilobyte', 1e3] as const)
      : bytes < 1e9
        ? (['megabyte', 1e6] as const)
        : (['gigabyte', 1e9] as const);
  return new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / size);
}
