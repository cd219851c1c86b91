// Photos, sound, video: chosen or recorded by the phone's own means, said before how much room there is; they go after her words.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import { desks } from './desks.ts';
import { pick, picked, roomOf, saySize, unpick } from './picked.ts';

/** The question among the others. */
export function AskFiles() {
  // Without an answer the city says it when the file comes: words are there by then.
  const quota = desks.value.state === 'known' ? desks.value.fileQuota : Number.POSITIVE_INFINITY;
  return <FilePicker left={quota} onPick={(files) => pick(files, quota)} chosen />;
}

type PickerProps = {
  /** Bytes that may still be sent. */
  left: number;
  /** Takes what was chosen; answers what is too large. */
  onPick: (files: readonly File[]) => readonly File[];
  /** Shows what was chosen so far. */
  chosen?: boolean;
};

const ways = [
  { name: 'choose', accept: 'image/*,audio/*,video/*', capture: undefined },
  { name: 'photo', accept: 'image/*', capture: 'environment' },
  { name: 'sound', accept: 'audio/*', capture: 'user' },
  { name: 'video', accept: 'video/*', capture: 'environment' },
] as const;

export function FilePicker({ left, onPick, chosen = false }: PickerProps) {
  const [large, setLarge] = useState<readonly File[]>([]);
  const free = left - (chosen ? picked.value.reduce((sum, file) => sum + roomOf(file), 0) : 0);
  return (
    <>
      <p class="part-note">{t('files.note')}</p>
      {Number.isFinite(free) && (
        <p class="part-note">{t('files.room', { size: saySize(Math.max(0, free)) })}</p>
      )}
      <div class="tell-ask tell-ways">
        {ways.map(({ name, accept, capture }) => (
          <label key={name} class="touch tell-file">
            <input
              type="file"
              accept={accept}
              multiple={capture === undefined}
              {...(capture === undefined ? {} : { capture })}
              onChange={(event) => {
                const input = event.currentTarget;
                setLarge(onPick([...(input.files ?? [])]));
                // The same file may be chosen again after it was taken out.
                input.value = '';
              }}
            />
            {t(`files.${name}`)}
          </label>
        ))}
      </div>
      {large.map((file) => (
        <p key={`${file.name} ${file.size}`} class="odd" role="alert">
          {file.size === 0
            ? t('files.empty', { name: file.name })
            : t('files.large', { name: file.name, size: saySize(file.size) })}
        </p>
      ))}
      {chosen && picked.value.length > 0 && (
        <ul class="tell-files" aria-label={t('files.chosen')}>
          {picked.value.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <span class="touch-words">
                {file.name}
                <small>{saySize(file.size)}</small>
              </span>
              <button type="button" class="touch touch-plain" onClick={() => unpick(file)}>
                {t('files.leaveOut')}
                <span class="only-heard"> {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="part-note">{t('files.clean.note')}</p>
      <p class="part-note">{t('files.album')}</p>
    </>
  );
}
