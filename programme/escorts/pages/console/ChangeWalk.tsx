// Another time or meeting point on her word: the pair that was found is free again and another is looked for.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { inLanguage } from '#platform/ui/language.ts';
import { type BoardDetail, busy, capacity, changeWalk, fetchCapacity } from './board-state.ts';
import { Pick } from './Pick.tsx';
import { PickTime } from './PickTime.tsx';
import { fetchPoints, findPoints, type Point, points } from './places.ts';
import { t } from './words.ts';

type ChangeWalkProps = { walk: BoardDetail; districts: readonly string[]; onClose: () => void };

export function ChangeWalk({ walk, districts, onClose }: ChangeWalkProps) {
  const [asked, setAsked] = useState('');
  const [point, setPoint] = useState<Taken | null>({ id: walk.point.id, name: walk.point.name });
  const [at, setAt] = useState<string | null>(null);
  useEffect(() => {
    void fetchPoints();
    void fetchCapacity();
  }, []);
  void points.value;
  return (
    <Dialog title={t('change.title')} closeLabel={t('close')} onClose={onClose} wide>
      <form
        class="book"
        onSubmit={(event) => {
          event.preventDefault();
          if (point === null || at === null) return;
          void changeWalk(walk, {
            at,
            ...(point.id === walk.point.id ? {} : { pointId: point.id }),
          });
        }}
      >
        <p class="dialog-note">{t('change.note')}</p>
        <Pick
          name={t('book.point')}
          placeholder={t('book.point.how')}
          none={t('book.point.none')}
          query={asked}
          first
          taken={point === null ? null : inLanguage(point.name)}
          found={findPoints(asked, districts).map((one) => ({
            key: one.id,
            word: inLanguage(one.name),
            side: '',
            value: one,
          }))}
          onQuery={(query) => {
            setAsked(query);
            setPoint(null);
            setAt(null);
          }}
          onTake={setPoint}
        />
        {point !== null && (
          <PickTime pointId={point.id} days={capacity.value?.days ?? []} at={at} onAt={setAt} />
        )}
        <footer class="dialog-foot">
          <Button
            kind="lamp"
            type="submit"
            press="Enter"
            disabled={point === null || at === null}
            busy={busy.value}
          >
            {t('change.submit')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

type Taken = { id: Point['id']; name: Point['name'] };
