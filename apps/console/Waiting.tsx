// The moment before the server has answered.
import { Mark } from '#platform/ui/Mark.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { t } from './words.ts';

export function Waiting({ lost }: { lost: boolean }) {
  return (
    <main class="waiting">
      {lost ? (
        <Offline />
      ) : (
        <>
          <Mark size={56} glow />
          <p class="only-heard" role="status">
            {t('signIn.loading')}
          </p>
        </>
      )}
    </main>
  );
}
