// A number for calling back: given only if she wants, and taken back as easily.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import type { SosView } from '../../contract.ts';
import { errand } from './call.ts';

/** As the city takes it; spaces and hyphens may stand where people write them. */
const telephone = /^\+?[0-9][0-9 -]{6,18}$/;

export function CallBack({ now }: { now: SosView }) {
  const [number, setNumber] = useState('');
  const [odd, setOdd] = useState(false);
  if (now.callback)
    return (
      <section class="part">
        <p class="part-line" role="status">
          {t('number.left')}
        </p>
        <button
          type="button"
          class="touch touch-plain"
          onClick={() => errand('callback', { number: null })}
        >
          {t('number.take')}
        </button>
      </section>
    );
  return (
    <form
      class="part"
      onSubmit={(event) => {
        event.preventDefault();
        const given = number.trim();
        setOdd(!telephone.test(given));
        if (!telephone.test(given)) return;
        errand('callback', { number: given });
        setNumber('');
      }}
    >
      <h2>{t(now.silent ? 'number.title.silent' : 'number.title')}</h2>
      <div class="write">
        <input
          class="write-in"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          aria-label={t('number.title')}
          aria-invalid={odd}
          aria-describedby={odd ? 'number-odd' : undefined}
          placeholder="010-0000-0000"
          maxLength={24}
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
        <button type="submit" class="touch">
          {t('number.leave')}
        </button>
      </div>
      {odd && (
        <p id="number-odd" class="odd" role="alert">
          {t('number.odd')}
        </p>
      )}
    </form>
  );
}
