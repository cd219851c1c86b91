// Booking with a caller on the line: point, time, where to, a name. Enter always goes to what is missing next, and books when nothing is.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { inLanguage, language } from '#platform/ui/language.ts';
import { call, taken } from './api.ts';
import {
  type BoardDetail,
  capacity,
  chooseWalk,
  fetchBoard,
  fetchCapacity,
} from './board-state.ts';
import { Confirmed } from './Confirmed.tsx';
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

export type BookWalkProps = {
  /** The districts that the person may book in. */
  districts: readonly { code: string; name: string }[];
  languages: readonly string[];
  usePlaces: UsePlaces;
  /** The call for help after which she is walked home from the store. */
  from?: { incidentId: string; language: string | null } | null;
  onClose: () => void;
};

export function BookWalk({ districts, languages, usePlaces, from = null, onClose }: BookWalkProps) {
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState('');
  const [point, setPoint] = useState<Point | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const [where, setWhere] = useState('');
  const [to, setTo] = useState<Place | null>(null);
  const [firstName, setFirstName] = useState('');
  const [phone, setPhone] = useState('');
  const [spoken, setSpoken] = useState(from?.language ?? 'ko');
  const [needs, setNeeds] = useState(false);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [booked, setBooked] = useState<BoardDetail | null>(null);
  useEffect(() => {
    void fetchPoints();
    void fetchCapacity();
    if (from === null) return;
    void call('POST /api/walk-board/from-call', { body: { incidentId: from.incidentId } }).then(
      (answer) => {
        const at = taken(answer);
        if (at !== null) setPoint(at);
      },
    );
  }, []);
  const codes = districts.map(({ code }) => code);
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? '';
  void points.value;
  const found = findPoints(asked, codes);
  const places = usePlaces(to === null ? where : '');

  function goOn(): void {
    const missing = form.current?.querySelector<HTMLElement>('[data-missing]');
    if (missing) missing.focus();
    else void book();
  }

  async function book(): Promise<void> {
    if (busy || point === null || at === null || to === null) return;
    setBusy(true);
    const walk = taken(
      await call('POST /api/walk-board', {
        body: {
          pointId: point.id,
          at,
          firstName: firstName.trim(),
          destination: { lat: to.lat, lon: to.lon, words: to.name },
          language: spoken,
          needsLanguage: needs,
          phone: phone.trim() || null,
          note: note.trim() || null,
        },
      }),
    );
    setBusy(false);
    if (walk === null) return;
    setBooked(walk);
    chooseWalk(walk.id);
    void fetchBoard();
  }

  if (booked !== null)
    return <Confirmed walk={booked} point={point} to={to?.name ?? ''} onClose={onClose} />;
  return (
    <Dialog title={t('book.title')} closeLabel={t('close')} onClose={onClose} wide>
      <form
        ref={form}
        class="book"
        onSubmit={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        <Pick
          name={t('book.point')}
          placeholder={t('book.point.how')}
          none={t('book.point.none')}
          query={asked}
          first
          taken={point === null ? null : inLanguage(point.name)}
          found={found.map((one) => ({
            key: one.id,
            word: inLanguage(one.name),
            side: nameOf(one.district),
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
        <Pick
          name={t('book.to')}
          placeholder={t('book.to.how')}
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
        <div class="field-row">
          <Field name={t('book.name')}>
            <input
              class="input"
              maxLength={20}
              autocomplete="off"
              placeholder={t('book.name.how')}
              data-missing={firstName.trim() === '' ? true : undefined}
              value={firstName}
              onInput={(event) => setFirstName(event.currentTarget.value)}
            />
          </Field>
          <Field name={t('book.phone')}>
            <input
              class="input"
              type="tel"
              autocomplete="off"
              pattern="\+?[0-9][0-9 \-]{6,18}"
              placeholder={t('book.phone.how')}
              value={phone}
              onInput={(event) => setPhone(event.currentTarget.value)}
            />
          </Field>
        </div>
        <details class="book-more">
          <summary>{t('book.more')}</summary>
          <div class="field-row">
            <Field name={t('book.language')}>
              <select
                class="input"
                value={spoken}
                onChange={(event) => setSpoken(event.currentTarget.value)}
              >
                {[...new Set([...languages, spoken])].map((code) => (
                  <option key={code} value={code}>
                    {new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code}
                  </option>
                ))}
              </select>
            </Field>
            <Field name={t('book.note')}>
              <input
                class="input"
                maxLength={200}
                autocomplete="off"
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
              />
            </Field>
          </div>
          <label class="book-needs">
            <input
              type="checkbox"
              checked={needs}
              onChange={(event) => setNeeds(event.currentTarget.checked)}
            />
            {t('book.needs')}
          </label>
        </details>
        <footer class="dialog-foot">
          <p class="dialog-note">{t('book.kept')}</p>
          <Button kind="lamp" type="submit" press="Enter" busy={busy}>
            {t('book.submit')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
