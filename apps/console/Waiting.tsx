// The moment before the server has answered.
import { Mark } from '#platform/ui/Mark.tsx';
import { t } from './words.ts';

export function Waiting({ lost }: { lost: boolean }) {
  return (
    <main class="waiting">
      <Mark size={56} glow />
      <p role="status">
        {lost ? t('banner.never') : <span class="only-heard">{t('signIn.loading')}</span>}
      </p>
    </main>
  );
}
