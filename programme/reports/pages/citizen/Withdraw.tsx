// Taking everything back: said plainly, and asked once more.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import { withdraw } from './mine.ts';

export function Withdraw() {
  const [state, setState] = useState<'idle' | 'sure' | 'failed'>('idle');
  return (
    <section class="part">
      <h2>{t('mine.withdraw')}</h2>
      <p class="part-note">{t('mine.withdraw.note')}</p>
      {state === 'failed' && (
        <p class="odd" role="alert">
          {t('mine.failed')}
        </p>
      )}
      {state === 'sure' ? (
        <>
          <button
            type="button"
            class="touch"
            onClick={() => void withdraw().then((done) => !done && setState('failed'))}
          >
            {t('mine.withdraw.sure')}
          </button>
          <button type="button" class="touch touch-brand" onClick={() => setState('idle')}>
            {t('mine.withdraw.no')}
          </button>
        </>
      ) : (
        <button type="button" class="touch" onClick={() => setState('sure')}>
          {t('mine.withdraw')}
        </button>
      )}
    </section>
  );
}
