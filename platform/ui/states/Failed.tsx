// A fault of ours: said as ours, with the number under which the log knows it.
import failedShapes from 'lucide-static/icons/wrench.svg?icon';
import { StateCard } from './StateCard.tsx';
import { t, type Voice } from './words.ts';

type FailedProps = { id?: string | undefined; voice?: Voice; onRetry?: () => void };

export function Failed({ id, voice = 'desk', onRetry }: FailedProps) {
  return (
    <StateCard
      shapes={failedShapes}
      title={t(`failed.${voice}`)}
      note={t(`failed.note.${voice}`)}
      voice={voice}
      role="alert"
      onRetry={onRetry}
    >
      {id !== undefined && <p class="state-id">{t(`failed.id.${voice}`, { id })}</p>}
    </StateCard>
  );
}
