// Files on their way: how far each is, paused and gone on with, and taken back.
import { t } from '#platform/ui/phone/words.ts';
import { isPaused, isSending, takeBack, type Upload, uploads } from './uploads.ts';

export function Uploads() {
  if (uploads.value.length === 0) return null;
  const going = isSending();
  return (
    <section class="part tell-uploads">
      <h2>{t('files.going')}</h2>
      {going && <p class="part-note">{t('files.stay')}</p>}
      <ul class="tell-files">
        {uploads.value.map((upload) => (
          <li key={upload.id}>
            <span class="touch-words">
              {upload.name}
              <small role="status">{sayState(upload)}</small>
              {upload.state !== 'done' && upload.state !== 'failed' && (
                <progress value={upload.share} max={1} aria-label={upload.name} />
              )}
            </span>
            {upload.state !== 'done' && (
              <button type="button" class="touch touch-plain" onClick={() => void takeBack(upload)}>
                {t('files.takeBack')}
                <span class="only-heard"> {upload.name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {going && (
        <button
          type="button"
          class="touch"
          onClick={() => {
            isPaused.value = !isPaused.value;
          }}
        >
          {t(isPaused.value ? 'files.goOn' : 'files.pause')}
        </button>
      )}
    </section>
  );
}

function sayState({ state, share, clean, why }: Upload): string {
  const percent = Math.floor(share * 100);
  if (state === 'failed') return t(`files.failed.${why ?? 'refused'}`);
  if (state === 'done') return t(clean === 'failed' ? 'files.done.noCopy' : 'files.done');
  if (isPaused.value) return t('files.paused', { percent });
  return t(`files.${state}`, { percent });
}
