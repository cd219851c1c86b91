// Another time, meeting point or destination on her word, each by itself: the pair that was found is free again and another is looked for.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { type BoardDetail, busy, capacity, changeWalk, fetchCapacity } from './board-state.ts';
import { Pick } from './Pick.tsx';
import { PickTime } from './PickTime.tsx';
import {
  fetchPoints,
  findPoints,
  type Place,
  type Point,
  points,
  type UsePlaces,
} from './places.ts';
import { t } from './words.ts';

type ChangeWalkProps = {
  walk: BoardDetail;
  districts: readonly string[];
  usePlaces: UsePlaces;
  onClose: () => void;
};

export function ChangeWalk({ walk, districts, usePlaces, onClose }: ChangeWalkProps) {
  const [asked, setAsked] = useState('');
  const [point, setPoint] = useState<Taken | null>({ id: walk.point.id, name: walk.point.name });
  const [retimes, setRetimes] = useState(false);
  const [at, setAt] = useState<string | null>(walk.wantedAt);
  const [where, setWhere] = useState('');
  const [to, setTo] = useState<Place | null>(null);
  const places = usePlaces(to === null ? where : '');
  useEffect(() => {
    void fetchPoints();
    void fetchCapacity();
  }, []);
  void points.value;
  const elsewhere = point !== null && point.id !== walk.point.id;
  // Another point has its own free times.
  const picksTime = elsewhere || retimes;
  const change = {
    ...(elsewhere ? { pointId: point.id } : {}),
    ...(picksTime && at !== null && (elsewhere || at !== walk.wantedAt) ? { at } : {}),
    ...(to === null ? {} : { destination: { lat: to.lat, lon: to.lon, words: to.name } }),
  };
  const whole =
    point !== null && (!picksTime || at !== null) && (where.trim() === '' || to !== null);
  const ready = whole && Object.keys(change).length > 0;
  return (
    <Dialog title={t('change.title')} closeLabel={t('close')} onClose={onClose} wide>
      <form
        class="book"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void changeWalk(walk, change);
        }}
      >
        <p class="dialog-note">{t('change.note')}</p>
        <Pick
          name={t('book.to')}
          placeholder={t('change.to.how')}
          none={t('book.to.none')}
          query={where}
          taken={to === null ? null : to.name}
          found={places.map((one) => ({
            key: `${one.name}${one.lat}${one.lon}`,
            word: one.name,
            side: one.address,
            value: one,
          }))}
          onQuery={(query) => {
            setWhere(query);
            setTo(null);
          }}
          onTake={setTo}
        />
        <Pick
          name={t('book.point')}
          placeholder={t('book.point.how')}
          none={t('book.point.none')}
          query={asked}
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
          }}
          onTake={setPoint}
        />
        {!elsewhere && (
          <label class="book-needs">
            <input
              type="checkbox"
              checked={retimes}
              onChange={(event) => {
                setRetimes(event.currentTarget.checked);
                setAt(walk.wantedAt);
              }}
            />
            {t('change.time', { time: hourMinute(walk.wantedAt) })}
          </label>
        )}
        {point !== null && picksTime && (
          <PickTime pointId={point.id} days={capacity.value?.days ?? []} at={at} onAt={setAt} />
        )}
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" press="Enter" disabled={!ready} busy={busy.value}>
            {t('change.submit')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

type Taken = { id: Point['id']; name: Point['name'] };
