// The booking as it is read out, followed until a pair is found: then who comes and by which codes they know each other.
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { type BoardDetail, chosen } from './board-state.ts';
import type { Point } from './places.ts';
import { ReadOut } from './ReadOut.tsx';
import { t } from './words.ts';

type ConfirmedProps = {
  walk: BoardDetail;
  point: Point | null;
  to: string;
  onClose: () => void;
};

export function Confirmed({ walk: first, point, to, onClose }: ConfirmedProps) {
  const walk = chosen.value?.id === first.id ? chosen.value : first;
  const hint = point === null ? '' : inLanguage(point.hint);
  return (
    <Dialog
      title={t('booked.title')}
      closeLabel={t('close')}
      onClose={onClose}
      keys={{ Enter: onClose }}
      wide
    >
      <div class="booked" role="status">
        <p class="booked-say">
          {t('booked.say', { time: dayAndTime(walk.wantedAt), point: inLanguage(walk.point.name) })}{' '}
          {hint !== '' && t('booked.hint', { hint })} {t('booked.to', { to })}
        </p>
        {walk.spoken === null ? (
          <p class="dialog-note">
            {walk.phone === null ? t('booked.noPhone') : t('booked.phone', { phone: walk.phone })}
          </p>
        ) : (
          <ReadOut walk={walk} />
        )}
      </div>
      <footer class="dialog-foot">
        <Button kind="lamp" press="Enter" onPress={onClose}>
          {t('booked.done')}
        </Button>
      </footer>
    </Dialog>
  );
}
