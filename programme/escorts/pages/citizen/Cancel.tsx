// She does not need it any more: a reason by one touch, so that the city learns and she need not explain.
import { useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import { errand } from './follow.ts';
import { kept } from './kept.ts';
import { sayReason } from './say.ts';

const reasons = [
  'plans-changed',
  'found-another-way',
  'too-late',
  'did-not-come',
  'felt-unsafe',
  'by-mistake',
  'other',
] as const;

export function Cancel() {
  const [asks, setAsks] = useState(false);
  const told = kept.value?.errands.some(({ path }) => path === 'cancel') === true;
  if (told) return <p role="status">{t('walk.cancel.telling')}</p>;
  if (!asks)
    return (
      <button type="button" class="touch touch-plain" onClick={() => setAsks(true)}>
        {t('walk.cancel')}
      </button>
    );
  return (
    <fieldset class="walk-sure">
      <legend>{t('walk.cancel.why')}</legend>
      {reasons.map((reason) => (
        <button
          type="button"
          key={reason}
          class="touch"
          onClick={() => errand('cancel', { reason })}
        >
          {sayReason(reason)}
        </button>
      ))}
      <button type="button" class="touch touch-plain" onClick={() => setAsks(false)}>
        {t('walk.cancel.keep')}
      </button>
    </fieldset>
  );
}
