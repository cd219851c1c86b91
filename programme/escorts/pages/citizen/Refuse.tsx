// "I do not want this": at any moment, without a reason; contact ends at once.
import { t } from '#platform/ui/phone/words.ts';
import { errand } from './follow.ts';
import { Sure } from './Sure.tsx';

export function Refuse() {
  return (
    <Sure
      label={t('walk.refuse')}
      question={t('walk.refuse.sure')}
      yes={t('walk.refuse.yes')}
      onYes={() => errand('refuse')}
    />
  );
}
