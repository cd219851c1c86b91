// What they may know before they meet: what to call her, what she left for them, which language she reads.
import { language } from '#platform/ui/language.ts';
import type { PairView } from '../../pair-contract.ts';
import { languageName } from './language-name.ts';
import { t } from './words.ts';

export type Walk = NonNullable<PairView['walk']>;

export function Her({ walk }: { walk: Walk }) {
  return (
    <>
      <h2>{t('walk.who', { name: walk.firstName })}</h2>
      {walk.language !== language.value && (
        <p class="scout-hint">{t('offer.language', { language: languageName(walk.language) })}</p>
      )}
      {walk.note !== null && (
        <p class="scout-note">
          <span class="scout-note-label">{t('walk.note')}</span>
          {walk.note}
        </p>
      )}
    </>
  );
}
